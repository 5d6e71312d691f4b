"""What is shown of posts and Summary Statements is made when they are written; here for old ones."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

from portfolios import text


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make what is missing, row by row, and count what files take up."""
    posts = apps.get_model("portfolios", "Post").objects
    for post in posts.filter(body_html="").exclude(body="").only("body").iterator():
        posts.filter(pk=post.pk).update(body_html=text.html(post.body))
    portfolios = apps.get_model("portfolios", "Portfolio").objects
    for one in portfolios.filter(summary_html="").exclude(summary="").only("summary").iterator():
        portfolios.filter(pk=one.pk).update(summary_html=text.html(one.summary))
    apps.get_model("portfolios", "Attachment").objects.filter(stored=0).update(stored=F("size"))


class Migration(migrations.Migration):
    """Taken back, it leaves what it made."""

    dependencies = [("portfolios", "0002_in_full")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
