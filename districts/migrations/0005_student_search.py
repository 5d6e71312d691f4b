"""Students are found by any part of their names or number.

The column is computed for every row at once; for a million students that takes about half a minute,
in which whoever asks for students waits.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models.functions import Concat

from spacesedu.lib.db import SortKey


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0004_seals")]

    operations = [
        migrations.AddField(
            model_name="student",
            name="search_text",
            field=models.GeneratedField(
                expression=SortKey(
                    Concat(
                        *("first_name", models.Value(" "), "last_name", models.Value(" ")),
                        *("preferred_first_name", models.Value(" "), "preferred_last_name"),
                        *(models.Value(" "), "display_name", models.Value(" "), "student_number"),
                    )
                ),
                output_field=models.TextField(),
                db_persist=True,
            ),
        ),
        migrations.AddIndex(
            model_name="student",
            index=models.Index(
                fields=["district", "sort_name", "id"],
                condition=models.Q(left_at__isnull=False) | models.Q(deactivated_at__isnull=False),
                name="student_inactive_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="student",
            index=GinIndex(
                fields=["search_text"], opclasses=["gin_trgm_ops"], name="student_by_any_part"
            ),
        ),
    ]
