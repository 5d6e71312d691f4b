"""Pauses: links that an administrator holds shut for a while."""

import django.db.models.deletion
import django.db.models.functions.uuid
import spacesedu.lib.constraints
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0009_accounts_by_name"),
        ("portfolios", "0009_summary_draft"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SharingPause",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.db.models.functions.uuid.UUID7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("grade", models.CharField(blank=True, default="", max_length=10)),
                ("reason", models.CharField(max_length=200)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "began_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharing_pauses",
                        to="districts.district",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.school",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portfolios.portfoliotemplate",
                    ),
                ),
            ],
            options={
                "constraints": [
                    spacesedu.lib.constraints.TenantKey(name="sharing_pause_district_id_key"),
                    spacesedu.lib.constraints.TenantForeignKey(
                        field="school", name="sharing_pause_school_same_district"
                    ),
                    spacesedu.lib.constraints.TenantForeignKey(
                        field="template", name="sharing_pause_template_same_district"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("district", "school", "grade", "template"),
                        name="sharing_pause_one_open",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grade", ""), ("school", None)),
                            models.Q(("school", None), ("template", None)),
                            models.Q(("grade", ""), ("template", None)),
                            _connector="OR",
                        ),
                        name="sharing_pause_covers_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="sharing_pause_says_why",
                    ),
                ],
            },
        ),
    ]
