"""The activity of a district as rows of a file, read and written a few hundred at a time."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from districts.activity.rows import Row, rows_of
from districts.actor import Actor
from districts.models import AuditEvent

AT_ONCE = 500


def table(
    actor: Actor, events: QuerySet[AuditEvent], zone: ZoneInfo, *, before: int
) -> Iterator[list[str]]:
    """Yield the head and a row for each event older than ``before``, newest first.

    Each piece goes on from the last id: no cursor stays open between web server and database
    while somebody's slow connection takes the file.
    """
    yield [
        *(_("When"), _("Who"), _("Role"), _("What was done"), _("Action"), _("Kind"), _("Id")),
        *(_("Details"), _("Request")),
    ]
    found = list(events.filter(pk__lt=before).order_by("-pk")[:AT_ONCE])
    while found:
        yield from (_cells(row) for row in rows_of(actor, found, zone))
        found = list(events.filter(pk__lt=found[-1].pk).order_by("-pk")[:AT_ONCE])


def _cells(row: Row) -> list[str]:
    return [
        row.at.isoformat(sep=" ", timespec="seconds"),
        *(row.who, row.role, row.sentence, row.verb, row.kind, row.subject),
        "; ".join(f"{name}: {text}" for name, text in row.detail),
        row.request,
    ]
