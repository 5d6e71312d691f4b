"""How imports and mail are doing in every district: states and counts, no people."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.actor import Actor
from districts.letter import Told, state_of
from districts.models import ImportRun, RunState
from districts.support.oversight import latest_runs_for, mail_for
from districts.support.purposes import in_words

# A week: what is older has been seen or does not matter any more.
RECENT = timedelta(days=7)
# The sweep comes every minute: mail that has been due for longer waits for something else.
LATE = timedelta(minutes=10)
TROUBLE = frozenset({RunState.FAILED, RunState.REFUSED, RunState.HELD, RunState.REMOVALS_HELD})

_OPEN = Q(sent_at=None, dead_at=None, cancelled_at=None)


@dataclass(frozen=True, slots=True)
class Post:
    """The mail of one purpose in one district: what waits, and how the last week ended."""

    purpose: str
    district_id: uuid.UUID | None
    district: str
    waiting: int
    sent: int
    dead: int
    cancelled: int
    late: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """A district's latest import run."""

    run: ImportRun
    state: Told
    trouble: bool


def mail_health(actor: Actor, at: datetime) -> list[Post]:
    """Return the outbox by district and purpose, what waits first."""
    rows = (
        mail_for(actor)
        .filter(_OPEN | Q(created_at__gte=at - RECENT))
        .order_by()
        .values("purpose", "district_id", "district__name")
        .annotate(
            waiting=Count("id", filter=_OPEN),
            sent=Count("id", filter=Q(sent_at__isnull=False)),
            dead=Count("id", filter=Q(dead_at__isnull=False)),
            cancelled=Count("id", filter=Q(cancelled_at__isnull=False)),
            oldest=Min("due_at", filter=_OPEN),
        )
        .order_by("-waiting", "-dead", "district__name", "purpose")
    )
    return [
        Post(
            purpose=in_words(row["purpose"]),
            district_id=row["district_id"],
            district=row["district__name"] or _("The installation"),
            waiting=row["waiting"],
            sent=row["sent"],
            dead=row["dead"],
            cancelled=row["cancelled"],
            late=row["oldest"] is not None and at - row["oldest"] > LATE,
        )
        for row in rows
    ]


def import_health(actor: Actor) -> list[Latest]:
    """Return each district's latest run, those that need somebody first."""
    runs = latest_runs_for(actor)
    latest = [Latest(run, state_of(run), run.state() in TROUBLE) for run in runs]
    return sorted(latest, key=lambda one: (not one.trouble, one.run.district.name))


def imports_in_a_sentence(actor: Actor) -> str:
    """Return what somebody in passing should know of the imports."""
    trouble = sum(latest.trouble for latest in import_health(actor))
    if not trouble:
        return _("Every district’s latest import is through.")
    return ngettext(
        "The latest import of %(count)d district waits or has failed.",
        "The latest imports of %(count)d districts wait or have failed.",
        trouble,
    ) % {"count": trouble}


def mail_in_a_sentence(actor: Actor, at: datetime) -> str:
    """Return what somebody in passing should know of the mail."""
    posts = mail_health(actor, at)
    if any(post.late for post in posts):
        return _("Mail is late: something keeps it from going out.")
    dead = sum(post.dead for post in posts)
    if not dead:
        return _("All mail goes out.")
    return ngettext(
        "%(count)d e-mail was given up within a week.",
        "%(count)d e-mails were given up within a week.",
        dead,
    ) % {"count": dead}
