"""How often a template was changed: its title and sections stand on every student's page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0006_signs_of_life")]

    operations = [
        migrations.AddField(
            model_name="portfoliotemplate",
            name="content_version",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
