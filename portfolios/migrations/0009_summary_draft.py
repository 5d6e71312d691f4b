"""What somebody has typed of a Summary Statement and not saved."""

import django.contrib.postgres.functions
import django.db.models.deletion
import spacesedu.lib.constraints
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0009_accounts_by_name"),
        ("portfolios", "0008_undone_section"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SummaryDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("words", models.TextField()),
                ("updated_at", models.DateTimeField()),
                ("discarded_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.district",
                    ),
                ),
                (
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summary_drafts",
                        to="portfolios.portfolio",
                    ),
                ),
            ],
            options={
                "constraints": [
                    spacesedu.lib.constraints.TenantKey(name="summary_draft_district_id_key"),
                    spacesedu.lib.constraints.TenantForeignKey(
                        field="portfolio", name="summary_draft_portfolio_same_district"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("discarded_at", None)),
                        fields=("district", "portfolio", "author"),
                        name="summary_draft_one_open",
                    ),
                ],
            },
        ),
    ]
