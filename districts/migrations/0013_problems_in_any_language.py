"""A problem keeps the value it speaks of, so that its sentence can be told in any language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0012_changes_found")]

    operations = [
        migrations.AddField(
            model_name="importproblem",
            name="detail",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
