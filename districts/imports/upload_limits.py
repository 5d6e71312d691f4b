"""How many packages are taken by hand: workers read them one by one, and everybody else waits."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.models import ConnectionKind, ImportRun, SisConnection

MOST_AN_HOUR = 20
MOST_UNREAD = 3
HOUR = timedelta(hours=1)


def why_not(connection: SisConnection, by: Actor, *, at: datetime) -> str:
    """Return what is said where one more package is too many; empty where it is not."""
    unread = ImportRun.objects.unfinished().filter(connection=connection, undoes=None)
    if unread.count() >= MOST_UNREAD:
        return _("Earlier packages from there are still being read. Wait until they are done.")
    handed_in = ImportRun.objects.filter(
        asked_by=by.user_id, received_at__gt=at - HOUR, undoes=None, follows=None
    ).exclude(connection__kind=ConnectionKind.PULL)
    if handed_in.count() >= MOST_AN_HOUR:
        return _("You have handed in very many packages. Try it again in an hour.")
    return ""
