"""When the worker at a file was last heard of, and how often one has begun with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0005_room")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="alive_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="attachment",
            name="tries",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
