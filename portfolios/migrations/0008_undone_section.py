"""Where a post was put when its section was removed, so that bringing it back undoes that."""

import django.db.models.deletion
import spacesedu.lib.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0009_accounts_by_name"),
        ("portfolios", "0007_template_version"),
    ]

    operations = [
        migrations.AddField(
            model_name="postsection",
            name="moved_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="moved_rows",
                to="portfolios.section",
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="sections",
            field=models.ManyToManyField(
                related_name="+",
                through="portfolios.PostSection",
                through_fields=("post", "section"),
                to="portfolios.section",
            ),
        ),
        migrations.AddConstraint(
            model_name="postsection",
            constraint=spacesedu.lib.constraints.TenantForeignKey(
                field="moved_from", name="post_section_moved_from_same_district"
            ),
        ),
    ]
