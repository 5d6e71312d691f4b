"""How long the links of students who leave stay open."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0009_accounts_by_name")]

    operations = [
        migrations.AddField(
            model_name="district",
            name="leaver_grace_days",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.CheckConstraint(
                condition=models.Q(("leaver_grace_days__lte", 60)),
                name="district_leaver_grace_is_short",
            ),
        ),
    ]
