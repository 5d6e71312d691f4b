"""Drafts, uploads in parts, comments, links, quotas; sections that can change places.

Adds tables and columns alone, but for the sections' places: an exclusion instead of a unique index,
since only that can be looked at when the transaction ends.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.functions
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.uuid
import spacesedu.lib.constraints
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0009_accounts_by_name"),
        ("portfolios", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gist", migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Comment",
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
                ("body", models.TextField(max_length=2000)),
                ("created_at", models.DateTimeField()),
                ("deleted_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
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
                ("words", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("discarded_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Look",
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
                ("looked_at", models.DateTimeField()),
                ("since", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="MediaQuota",
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
                ("student_bytes", models.PositiveBigIntegerField(null=True)),
                ("district_bytes", models.PositiveBigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PostLink",
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
                ("position", models.PositiveSmallIntegerField()),
                ("url", models.URLField(max_length=2000)),
                ("title", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Upload",
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
                ("name", models.CharField(blank=True, max_length=255)),
                ("size", models.PositiveBigIntegerField()),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("parts", models.PositiveSmallIntegerField(default=0)),
                ("folder", models.CharField(max_length=80, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("refused", models.CharField(blank=True, max_length=30)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="section",
            name="section_position_key",
        ),
        migrations.AddField(
            model_name="attachment",
            name="cover_height",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="attachment",
            name="cover_width",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="attachment",
            name="deleted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="parts",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="attachment",
            name="percent",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="attachment",
            name="seconds",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="attachment",
            name="stored",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="attachment",
            name="template",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="portfolios.portfoliotemplate",
            ),
        ),
        migrations.AddField(
            model_name="portfolio",
            name="summary_html",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="post",
            name="body_html",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="post",
            name="sent_as",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="folder",
            field=models.CharField(db_index=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="attachment",
            name="post",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="portfolios.post",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", False)),
                fields=["deleted_at"],
                name="post_deleted",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                fields=("district", "portfolio", "sent_as"), name="post_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("removed_at", None)),
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                expressions=[("template", "="), ("position", "=")],
                name="section_one_a_place",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="author",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="deleted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="portfolios.post",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="portfolio",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="portfolios.portfolio",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="post",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="portfolios.post",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="draft",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="portfolios.draft",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", False)),
                fields=["deleted_at"],
                name="attachment_deleted",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="draft", name="attachment_draft_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="template", name="attachment_template_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("draft", None), ("post__isnull", False), ("template", None)),
                    models.Q(("draft__isnull", False), ("post", None), ("template", None)),
                    models.Q(("draft", None), ("post", None), ("template__isnull", False)),
                    _connector="OR",
                ),
                name="attachment_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__lte", 100)), name="attachment_percent"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cover_height", None), ("cover_width", None)),
                    models.Q(("cover_height__isnull", False), ("cover_width__isnull", False)),
                    _connector="OR",
                ),
                name="attachment_cover_has_both_sides",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="portfolio",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="looks",
                to="portfolios.portfolio",
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mediaquota",
            name="district",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="media_quota",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="postlink",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="postlink",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="links",
                to="portfolios.post",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="attachment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="portfolios.attachment",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="draft",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uploads",
                to="portfolios.draft",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="post",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uploads",
                to="portfolios.post",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("deleted_at", None)),
                fields=["post", "created_at"],
                name="comment_thread",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=spacesedu.lib.constraints.TenantKey(name="comment_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="post", name="comment_post_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=spacesedu.lib.constraints.TenantKey(name="draft_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="portfolio", name="draft_portfolio_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="post", name="draft_post_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("discarded_at", None), ("post", None)),
                fields=("district", "portfolio", "author"),
                name="draft_of_a_new_post",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("discarded_at", None), ("post__isnull", False)),
                fields=("district", "post", "author"),
                name="draft_of_an_edit",
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=spacesedu.lib.constraints.TenantKey(name="look_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="portfolio", name="look_portfolio_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="look",
            constraint=models.UniqueConstraint(
                fields=("district", "portfolio", "user"), name="look_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="mediaquota",
            constraint=spacesedu.lib.constraints.TenantKey(name="media_quota_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="postlink",
            constraint=spacesedu.lib.constraints.TenantKey(name="post_link_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="postlink",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="post", name="post_link_post_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="postlink",
            constraint=models.UniqueConstraint(
                fields=("district", "post", "position"), name="post_link_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="postlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__regex", "^https?://")), name="post_link_to_the_web"
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=spacesedu.lib.constraints.TenantKey(name="upload_district_id_key"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="draft", name="upload_draft_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="post", name="upload_post_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="attachment", name="upload_attachment_same_district"
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("received__lte", models.F("size"))),
                name="upload_not_beyond_its_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("finished_at", None), ("received", models.F("size")), _connector="OR"
                ),
                name="upload_finished_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("draft__isnull", False), ("post", None)),
                    models.Q(("draft", None), ("post__isnull", False)),
                    _connector="OR",
                ),
                name="upload_has_one_owner",
            ),
        ),
    ]
