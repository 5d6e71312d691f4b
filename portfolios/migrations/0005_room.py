"""What a district's files take up, and how many of them are not ready: asked of indexes alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0004_who_said_and_who_changed")]

    operations = [
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["district"], include=("stored",), name="attachment_room"),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("deleted_at", None), ("ready_at", None)),
                fields=["district", "failed_at"],
                name="attachment_unready",
            ),
        ),
    ]
