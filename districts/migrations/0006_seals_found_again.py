"""Seals say by which rules they were made, and are found by what they seal; Activity's filters."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [("districts", "0005_student_search")]

    operations = [
        migrations.AddField(
            model_name="auditseal",
            name="last_event_id",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("event_ids"), template="(event_ids)[cardinality(event_ids)]"
                ),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddField(
            model_name="auditseal",
            name="version",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["district_id", "verb", "-id"], name="audit_by_verb"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["at"], name="audit_by_time", pages_per_range=16
            ),
        ),
        migrations.AddIndex(
            model_name="auditseal",
            index=models.Index(fields=["district_id", "last_event_id"], name="audit_seal_by_last"),
        ),
    ]
