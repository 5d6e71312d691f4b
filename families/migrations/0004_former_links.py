"""Taking an import back gives an invitation the link it had before its address changed."""

import django.db.models.deletion
import django.db.models.functions.uuid
import spacesedu.lib.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [
        ("districts", "0011_imports_in_full"),
        ("families", "0003_adults_with_ids"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerLink",
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
                ("kid", models.CharField(max_length=20)),
                ("handle", models.BinaryField(max_length=8)),
                ("nonce", models.BinaryField(max_length=16)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.district",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="families.familyinvitation",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="districts.importrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    spacesedu.lib.constraints.TenantKey(name="former_link_district_id_key"),
                    spacesedu.lib.constraints.TenantForeignKey(
                        field="run", name="former_link_run_same_district"
                    ),
                    spacesedu.lib.constraints.TenantForeignKey(
                        field="invitation", name="former_link_invitation_same_district"
                    ),
                    models.UniqueConstraint(fields=("run", "invitation"), name="former_link_key"),
                ],
            },
        ),
    ]
