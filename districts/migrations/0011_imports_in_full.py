"""Imports as a machine: kept packages, answers to holds, services to fetch from, settings."""

import django.db.models.deletion
import django.db.models.functions.uuid
import spacesedu.lib.constraints
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reversible."""

    dependencies = [
        ("districts", "0010_leaver_grace"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConnectionSchool",
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
            ],
        ),
        migrations.CreateModel(
            name="ImportSettings",
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
                ("removed_percent", models.PositiveSmallIntegerField(default=10)),
                ("removed_rows", models.PositiveSmallIntegerField(default=5)),
                ("changed_percent", models.PositiveSmallIntegerField(default=75)),
                ("window_from", models.TimeField(null=True)),
                ("window_to", models.TimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="QuietDays",
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
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("note", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["first_day", "id"],
            },
        ),
        migrations.CreateModel(
            name="SisProvider",
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
                ("base_url", models.URLField(max_length=500)),
                (
                    "version",
                    models.CharField(choices=[("1.1", "1.1"), ("1.2", "1.2")], max_length=5),
                ),
                (
                    "auth",
                    models.CharField(
                        choices=[
                            ("oauth2", "Client Credentials"),
                            ("oauth1", "Oauth1"),
                            ("bearer", "Bearer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("token_url", models.URLField(blank=True, max_length=500)),
                ("sealed", models.TextField()),
                ("private_host_by", models.CharField(blank=True, max_length=200)),
                ("changed_at", models.DateTimeField()),
                ("pulled_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="StoredPackage",
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
                ("name", models.CharField(max_length=255)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("left_out", models.JSONField(default=list)),
                ("notes", models.JSONField(default=list)),
                ("received_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="externalid",
            name="external_id_names_its_kind",
        ),
        migrations.AddField(
            model_name="externalid",
            name="absent_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="externalid",
            name="school",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="external_ids",
                to="districts.school",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="attempts",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="importrun",
            name="digest",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="importrun",
            name="discarded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="importrun",
            name="discarded_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="importrun",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followers",
                to="districts.importrun",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undoes",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undoings",
                to="districts.importrun",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="waive",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="sisconnection",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="sisconnection",
            name="kind",
            field=models.CharField(
                choices=[("files", "Files"), ("inbox", "Inbox"), ("pull", "Pull")],
                db_default="files",
                default="files",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="sisconnection",
            name="newest_delta_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="staffmember",
            name="disabled_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="student",
            name="disabled_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="externalid",
            name="kind",
            field=models.CharField(
                choices=[
                    ("student", "Student"),
                    ("staff", "Staff"),
                    ("class", "Class"),
                    ("school", "School"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="externalid",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="school", name="external_id_school_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="externalid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("class_group", None),
                        ("kind", "student"),
                        ("school", None),
                        ("staff", None),
                        ("student__isnull", False),
                    ),
                    models.Q(
                        ("class_group", None),
                        ("kind", "staff"),
                        ("school", None),
                        ("staff__isnull", False),
                        ("student", None),
                    ),
                    models.Q(
                        ("class_group__isnull", False),
                        ("kind", "class"),
                        ("school", None),
                        ("staff", None),
                        ("student", None),
                    ),
                    models.Q(
                        ("class_group", None),
                        ("kind", "school"),
                        ("school__isnull", False),
                        ("staff", None),
                        ("student", None),
                    ),
                    _connector="OR",
                ),
                name="external_id_names_its_kind",
            ),
        ),
        migrations.AddField(
            model_name="connectionschool",
            name="connection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="scope",
                to="districts.sisconnection",
            ),
        ),
        migrations.AddField(
            model_name="connectionschool",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="connectionschool",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="districts.school"
            ),
        ),
        migrations.AddField(
            model_name="sisconnection",
            name="schools",
            field=models.ManyToManyField(
                related_name="connections",
                through="districts.ConnectionSchool",
                to="districts.school",
            ),
        ),
        migrations.AddField(
            model_name="importsettings",
            name="district",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="import_settings",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="quietdays",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="quiet_days",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="sisprovider",
            name="connection",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="provider",
                to="districts.sisconnection",
            ),
        ),
        migrations.AddField(
            model_name="sisprovider",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="storedpackage",
            name="connection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packages",
                to="districts.sisconnection",
            ),
        ),
        migrations.AddField(
            model_name="storedpackage",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="package",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs",
                to="districts.storedpackage",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="package", name="import_run_package_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="follows", name="import_run_follows_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="undoes", name="import_run_undoes_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="connectionschool",
            constraint=spacesedu.lib.constraints.TenantKey(
                name="connection_school_district_id_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="connectionschool",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="connection", name="connection_school_connection_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="connectionschool",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="school", name="connection_school_school_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="connectionschool",
            constraint=models.UniqueConstraint(
                fields=("connection", "school"), name="connection_school_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="importsettings",
            constraint=spacesedu.lib.constraints.TenantKey(name="import_settings_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="importsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("changed_percent__lte", 100), ("removed_percent__lte", 100)),
                name="import_settings_percents",
            ),
        ),
        migrations.AddConstraint(
            model_name="importsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("window_from", None), ("window_to", None)),
                    models.Q(
                        ("window_from__isnull", False),
                        ("window_to__isnull", False),
                        models.Q(("window_from", models.F("window_to")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="import_settings_window",
            ),
        ),
        migrations.AddConstraint(
            model_name="quietdays",
            constraint=spacesedu.lib.constraints.TenantKey(name="quiet_days_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="quietdays",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))),
                name="quiet_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="sisprovider",
            constraint=spacesedu.lib.constraints.TenantKey(name="sis_provider_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="sisprovider",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="connection", name="sis_provider_connection_same_district"
            ),
        ),
        migrations.AddIndex(
            model_name="storedpackage",
            index=models.Index(
                condition=models.Q(("erased_at", None)),
                fields=["received_at"],
                name="stored_package_to_erase",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedpackage",
            constraint=spacesedu.lib.constraints.TenantKey(name="stored_package_district_id_key"),
        ),
        migrations.AddIndex(
            model_name="plannedchange",
            index=models.Index(
                condition=models.Q(("held", True)), fields=["district", "run"], name="planned_held"
            ),
        ),
        migrations.AddConstraint(
            model_name="storedpackage",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="connection", name="stored_package_connection_same_district"
            ),
        ),
    ]
