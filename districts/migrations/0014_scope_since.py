"""A connection knows since when it speaks of its schools: runs from before may tell of others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0013_problems_in_any_language")]

    operations = [
        migrations.AddField(
            model_name="sisconnection",
            name="scoped_at",
            field=models.DateTimeField(null=True),
        ),
    ]
