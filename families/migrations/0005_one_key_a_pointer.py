"""Family links and ids of adults are checked once, by their composite keys."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [
        ("districts", "0015_one_key_a_pointer"),
        ("families", "0004_former_links"),
    ]

    operations = [
        migrations.AlterField(
            model_name="siscontactid",
            name="connection",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.sisconnection",
            ),
        ),
        migrations.AlterField(
            model_name="siscontactid",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sis_ids",
                to="families.familycontact",
            ),
        ),
        migrations.AlterField(
            model_name="siscontactid",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AlterField(
            model_name="sisfamilylink",
            name="connection",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.sisconnection",
            ),
        ),
        migrations.AlterField(
            model_name="sisfamilylink",
            name="contact",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sis_links",
                to="families.familycontact",
            ),
        ),
        migrations.AlterField(
            model_name="sisfamilylink",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AlterField(
            model_name="sisfamilylink",
            name="student",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sis_family_links",
                to="districts.student",
            ),
        ),
    ]
