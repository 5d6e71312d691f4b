"""The outbox: messages wait in PostgreSQL, written by the transaction that is their cause.

A row is claimed with a lease, by a worker that was woken or by the sweep. Whoever claims it raises
``attempts``, and only the holder of that number may settle it: a worker that was believed dead and
comes back late changes nothing.
"""

import random
import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from districts.models import OutboundEmail
from spacesedu.lib.queue import wake

# Longer than any task may hold a message, see districts.tasks.
LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)

_OPEN = Q(sent_at=None, dead_at=None, cancelled_at=None)


class Outcome(StrEnum):
    """How a message ended. ``settings.OUTBOX_OUTCOMES`` names who is told, by purpose."""

    SENT = "sent"
    CANCELLED = "cancelled"
    DEAD = "dead"


def enqueue(
    *,
    purpose: str,
    subject_id: uuid.UUID,
    recipient: str,
    dedupe_key: str,
    district_id: uuid.UUID | None,
    at: datetime,
    alone: bool = True,
) -> OutboundEmail:
    """Queue a message and return its row; one with the same ``dedupe_key`` is queued once, ever.

    Its text is derived when it is sent, by ``settings.OUTBOX_EMAILS[purpose]``. Whoever queues many
    says ``alone=False`` and wakes the sweep once, by ``wake_sweep``.
    """
    row = OutboundEmail(
        district_id=district_id,
        purpose=purpose,
        subject_id=subject_id,
        recipient=recipient,
        dedupe_key=dedupe_key,
        created_at=at,
        due_at=at,
    )
    OutboundEmail.objects.bulk_create([row], ignore_conflicts=True)
    [queued] = OutboundEmail.objects.only("pk").filter(dedupe_key=dedupe_key)
    if alone:
        wake("districts.tasks.send_email", str(queued.pk))
    return queued


def wake_sweep() -> None:
    """Have everything that is due sent, after the transaction."""
    wake("districts.tasks.sweep_outbox")


def hurry(purpose: str, subject_id: uuid.UUID, *, at: datetime, alone: bool = True) -> bool:
    """Make a message that still waits due at once; tell whether there was one."""
    row = OutboundEmail.objects.filter(_OPEN, purpose=purpose, subject_id=subject_id).first()
    if row is None:
        return False
    OutboundEmail.objects.filter(_OPEN, pk=row.pk, due_at__gt=at).update(due_at=at)
    if alone:
        wake("districts.tasks.send_email", str(row.pk))
    return True


def queued_since(purpose: str, subject_id: uuid.UUID, *, since: datetime) -> int:
    """Return how many messages about ``subject_id`` were queued after ``since``."""
    rows = OutboundEmail.objects.filter(purpose=purpose, subject_id=subject_id)
    return rows.filter(created_at__gt=since).count()


@transaction.atomic
def claim(*, at: datetime, email_id: uuid.UUID | None = None) -> OutboundEmail | None:
    """Lease a message that is due, the oldest or the one named; None when there is none."""
    due = OutboundEmail.objects.filter(
        _OPEN, Q(leased_until=None) | Q(leased_until__lte=at), due_at__lte=at
    )
    if email_id is not None:
        due = due.filter(pk=email_id)
    email = due.select_for_update(skip_locked=True).order_by("due_at", "id").first()
    if email is not None:
        email.attempts += 1
        email.leased_until = at + LEASE
        email.save(update_fields=["attempts", "leased_until"])
    return email


@transaction.atomic
def settle(email: OutboundEmail, outcome: Outcome, *, at: datetime, reason: str = "") -> None:
    """End a claimed message and tell its app, in one transaction."""
    facts: dict[Outcome, dict[str, object]] = {
        Outcome.SENT: {"sent_at": at},
        Outcome.CANCELLED: {"cancelled_at": at, "cancel_reason": reason},
        Outcome.DEAD: {"dead_at": at, "dead_reason": reason, "last_failure": reason},
    }
    if not _held(email).update(leased_until=None, **facts[outcome]):
        return
    listener = settings.OUTBOX_OUTCOMES.get(email.purpose)
    if listener:
        import_string(listener)(email.subject_id, outcome, at=at)


def postpone(email: OutboundEmail, *, at: datetime, reason: str) -> None:
    """Try a claimed message again later; after three days of trying it is given up."""
    if at - email.created_at >= GIVE_UP_AFTER:
        settle(email, Outcome.DEAD, at=at, reason=reason)
        return
    wait = back_off(email.attempts, random.random())  # noqa: S311 -- spreads load, guards nothing
    _held(email).update(leased_until=None, due_at=at + wait, last_failure=reason)


def back_off(attempts: int, jitter: float) -> timedelta:
    """Return how long to wait after ``attempts`` failures: 1, 2, 4 … 60 minutes, ± a quarter.

    ``jitter`` is between 0 and 1; without it, all messages of a bad hour would return together.
    """
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts - 1, 10)
    return min(doubled, LONGEST_WAIT) * (0.75 + jitter / 2)


def _held(email: OutboundEmail) -> "QuerySet[OutboundEmail]":
    return OutboundEmail.objects.filter(_OPEN, pk=email.pk, attempts=email.attempts)
