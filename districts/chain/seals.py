"""Sealing: a hash chain a district over its committed audit events, apart from what writes them.

Chaining inside the business transaction would make every writer of a district wait for the one
before. So events are plain inserts, and each minute a worker seals those that are in no seal yet.

**Late events.** An id is given when a row is written, not when it is committed: a long transaction
shows its small ids after larger ones were sealed. They go into a later seal. A run therefore looks
back, but not at everything: what was written before an instant has been committed or taken back
``LONGEST`` later. So nothing new can appear at or below the last id of a seal that was made
``LONGEST`` before the newest one; looking starts there. Ids and not ``at``: an event's time is what
its action was told, and the story of a demo district lies in the past.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from districts.chain.canonical import VERSION, digest_of, head_of
from districts.models import AuditEvent, AuditSeal, District
from spacesedu.lib.db import try_lock

LONGEST = timedelta(hours=1)
"""Longer than any transaction: the longest task is ended after 25 minutes."""
START = bytes(32)
"""What stands before the first seal of a chain."""
EVENTS_A_SEAL = 1_000
SEALS_A_RUN = 50

# "= NULL" would be neither true nor false; PostgreSQL drops the half that cannot apply when it
# plans, so the district's index is used. A sealed id above one stands in a seal whose last id is
# above it too: few seals are opened.
UNSEALED = """
FROM districts_auditevent event
WHERE (district_id = %(district)s OR (%(district)s::uuid IS NULL AND district_id IS NULL))
  AND id > %(above)s
  AND NOT EXISTS (
    SELECT FROM (
        SELECT unnest(event_ids) AS id
        FROM districts_auditseal
        WHERE (district_id = %(district)s OR (%(district)s::uuid IS NULL AND district_id IS NULL))
          AND last_event_id > %(above)s
    ) sealed
    WHERE sealed.id = event.id
  )
"""
_NEXT = f"SELECT id {UNSEALED} ORDER BY id LIMIT %(limit)s"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain."""

    number: int = 0
    digest: bytes = START
    sealed_at: datetime | None = None
    settled: int = 0
    """Events with ids up to this one are sealed, or were taken back."""


def seal_everything(*, at: datetime) -> int:
    """Seal all districts' events and the installation's own; return how many there were."""
    return sum(seal(district_id, at=at) for district_id in chains().values())


def chains(slug: str | None = None) -> dict[str, uuid.UUID | None]:
    """Return whose chains there are: every district by its slug, and the installation's own.

    With a slug that district's alone; nothing if there is no such district.
    """
    districts = District.objects.order_by("slug").values_list("slug", "id")
    if slug is not None:
        return dict(districts.filter(slug=slug))
    return {"(installation)": None, **dict(districts)}


@transaction.atomic
def seal(district_id: uuid.UUID | None, *, at: datetime) -> int:
    """Seal what one chain has not sealed yet, in id order; return how many events that was.

    Whoever comes while another is at it leaves it to them. What one run cannot hold is left for
    the next.
    """
    if not _at_it_alone(district_id):
        return 0
    head = head_of_chain(district_id)
    above, sealed = head.settled, 0
    for _ in range(SEALS_A_RUN):
        ids = unsealed(district_id, above=above, limit=EVENTS_A_SEAL)
        if ids:
            head = _add(district_id, head, ids, at=at)
            above, sealed = ids[-1], sealed + len(ids)
        if len(ids) < EVENTS_A_SEAL:
            break
    return sealed


def head_of_chain(district_id: uuid.UUID | None) -> Head:
    """Return where a chain ends, and from where on something may be missing in it."""
    seals = AuditSeal.objects.filter(of(district_id)).order_by("-number").defer("event_ids")
    newest = seals.first()
    if newest is None:
        return Head()
    before = seals.filter(sealed_at__lte=newest.sealed_at - LONGEST)
    settled = before.values_list("last_event_id", flat=True).first() or 0
    return Head(
        number=newest.number,
        digest=bytes(newest.digest),
        sealed_at=newest.sealed_at,
        # The newest seal too, since a run that was full has left larger ids behind.
        settled=min(settled, newest.last_event_id),
    )


def unsealed(district_id: uuid.UUID | None, *, above: int, limit: int) -> list[int]:
    """Return the ids of a chain's events above an id that are in no seal, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"district": district_id, "above": above, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


def of(district_id: uuid.UUID | None) -> Q:
    """Return the condition for a district's rows; the installation's own have none."""
    return Q(district_id=district_id) if district_id else Q(district_id__isnull=True)


def _at_it_alone(district_id: uuid.UUID | None) -> bool:
    """Take the chain's lock until the transaction ends, or tell that another has it."""
    return try_lock(f"audit chain {district_id}")


def _add(district_id: uuid.UUID | None, head: Head, ids: list[int], *, at: datetime) -> Head:
    number = head.number + 1
    events = AuditEvent.objects.filter(id__in=ids).order_by("id")
    made = AuditSeal.objects.create(
        district_id=district_id,
        number=number,
        event_ids=ids,
        previous=head.digest,
        digest=digest_of(head.digest, head_of(district_id, number, at), events),
        version=VERSION,
        sealed_at=at,
    )
    return Head(number=number, digest=bytes(made.digest), sealed_at=at, settled=head.settled)
