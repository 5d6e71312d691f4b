"""Adults keep the id their SIS gives them; a link knows which side named it."""

import django.db.models.deletion
import django.db.models.functions.uuid
import spacesedu.lib.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [
        ("districts", "0011_imports_in_full"),
        ("families", "0002_token_columns_fill_themselves"),
    ]

    operations = [
        migrations.AddField(
            model_name="familycontact",
            name="disabled_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="sisfamilylink",
            name="by_adult",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="sisfamilylink",
            name="by_student",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.CreateModel(
            name="SisContactId",
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
                ("value", models.CharField(max_length=512)),
                (
                    "connection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="districts.sisconnection",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sis_ids",
                        to="families.familycontact",
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
            ],
            options={
                "constraints": [
                    spacesedu.lib.constraints.TenantKey(name="sis_contact_id_district_id_key"),
                    spacesedu.lib.constraints.TenantForeignKey(
                        field="connection", name="sis_contact_id_connection_same_district"
                    ),
                    spacesedu.lib.constraints.TenantForeignKey(
                        field="contact", name="sis_contact_id_contact_same_district"
                    ),
                    models.UniqueConstraint(
                        fields=("district", "connection", "value"), name="sis_contact_id_key"
                    ),
                ],
            },
        ),
    ]
