"""In which role somebody commented, from which form, and who changed a post last.

Columns and indexes alone. Nobody has commented yet, so the role has nothing to say about old rows.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portfolios", "0003_words_made_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="author_role",
            field=models.CharField(db_default="", max_length=20),
        ),
        migrations.AddField(
            model_name="comment",
            name="sent_as",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(
                fields=("district", "post", "sent_as"), name="comment_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("body__length__range", (1, 2000))), name="comment_length"
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("deleted_at", None)),
                fields=["portfolio", "-updated_at"],
                name="post_changes",
            ),
        ),
    ]
