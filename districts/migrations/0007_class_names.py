"""Classes are sorted and searched by a folded name: accents and case do not matter."""

from django.db import migrations, models

from spacesedu.lib.db import SortKey


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0006_seals_found_again")]

    operations = [
        migrations.AddField(
            model_name="classgroup",
            name="sort_name",
            field=models.GeneratedField(
                expression=SortKey("name"), output_field=models.TextField(), db_persist=True
            ),
        ),
        migrations.AddIndex(
            model_name="classgroup",
            index=models.Index(
                fields=["district", "sort_name", "id"],
                condition=models.Q(ended_at=None),
                name="class_by_name",
            ),
        ),
    ]
