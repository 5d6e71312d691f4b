"""Checking a chain: what was sealed is still there, the same, and nothing came in between.

A digest says that something of its seal differs, not what; so the first break of a chain is told
with the ids it may be at. Whoever may write to the tables can also write a whole new chain after
the fact: only a digest noted outside, on paper or in another system, shows that.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Func, TextChoices, TextField, Value
from django.utils.translation import gettext_lazy as _

from districts.chain.canonical import digest_of, head_of
from districts.chain.seals import START, UNSEALED, head_of_chain, of
from districts.models import AuditEvent, AuditSeal

_SEALS_AT_ONCE = 20
_TAIL = f"SELECT count(*), min(at) {UNSEALED}"
# Below the settled id a run does not look any more: nothing that was written in time is left there.
_STRAYS = f"SELECT id {UNSEALED} AND id <= %(settled)s ORDER BY id LIMIT 20"
_AGAIN = """
SELECT id
FROM (
    SELECT unnest(event_ids) AS id
    FROM districts_auditseal
    WHERE (district_id = %(district)s OR (%(district)s::uuid IS NULL AND district_id IS NULL))
) sealed
GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 20
"""


class Fault(TextChoices):
    """What can be wrong with a chain."""

    SEAL_MISSING = "seal_missing", _("a seal is missing")
    SEAL_REPLACED = "seal_replaced", _("the seal does not follow from the one before it")
    EVENT_MISSING = "event_missing", _("sealed events are missing")
    CHANGED = "changed", _("an event, or the seal itself, was changed")
    SEALED_TWICE = "sealed_twice", _("events are in two seals")
    INSERTED = "inserted", _("events were inserted afterwards")


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain stops being true: a seal, and the events it may be at."""

    fault: Fault
    seal: int | None = None
    event_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check of one chain has found."""

    events: int
    seals: int
    head: bytes
    unsealed: int
    oldest_unsealed: datetime | None
    first_break: Break | None


def check(district_id: uuid.UUID | None) -> Finding:
    """Recompute one chain from its first seal on, and look for events that are in none."""
    head = head_of_chain(district_id)
    unsealed, oldest = _query(_TAIL, district_id, above=head.settled)[0]
    return Finding(
        events=AuditEvent.objects.filter(of(district_id)).count(),
        seals=AuditSeal.objects.filter(of(district_id)).count(),
        head=head.digest,
        unsealed=unsealed,
        oldest_unsealed=oldest,
        first_break=_first_break(district_id) or _astray(district_id, head.settled),
    )


def is_noted(digest: str, district_ids: list[uuid.UUID | None]) -> bool:
    """Tell whether one of the chains goes, or once went, to a digest that begins like this."""
    digests = AuditSeal.objects.annotate(
        hex=Func(F("digest"), Value("hex"), function="encode", output_field=TextField())
    ).filter(hex__startswith=digest.lower())
    return any(digests.filter(of(district_id)).exists() for district_id in district_ids)


def _first_break(district_id: uuid.UUID | None) -> Break | None:
    previous = START
    for number, seal in enumerate(_seals(district_id), start=1):
        found = _wrong_with(seal, number, previous)
        if found is not None:
            return found
        previous = bytes(seal.digest)
    return None


def _seals(district_id: uuid.UUID | None) -> Iterator[AuditSeal]:
    """Yield the chain's seals in order, a few at a time."""
    rows, after = AuditSeal.objects.filter(of(district_id)).order_by("number"), 0
    while found := list(rows.filter(number__gt=after)[:_SEALS_AT_ONCE]):
        yield from found
        after = found[-1].number


def _wrong_with(seal: AuditSeal, number: int, previous: bytes) -> Break | None:
    if seal.number != number:
        return Break(Fault.SEAL_MISSING, number)
    if bytes(seal.previous) != previous:
        return Break(Fault.SEAL_REPLACED, number)
    events = AuditEvent.objects.filter(id__in=seal.event_ids).in_bulk()
    gone = tuple(one for one in seal.event_ids if one not in events)
    if gone:
        return Break(Fault.EVENT_MISSING, number, gone)
    head = head_of(seal.district_id, number, seal.sealed_at)
    if digest_of(previous, head, [events[one] for one in seal.event_ids]) != bytes(seal.digest):
        return Break(Fault.CHANGED, number, tuple(seal.event_ids))
    return None


def _astray(district_id: uuid.UUID | None, settled: int) -> Break | None:
    """Return the events that are in two seals, or in none although it is too late for one."""
    again = _query(_AGAIN, district_id)
    if again:
        return Break(Fault.SEALED_TWICE, event_ids=tuple(row[0] for row in again))
    strays = _query(_STRAYS, district_id, above=0, settled=settled)
    if strays:
        return Break(Fault.INSERTED, event_ids=tuple(row[0] for row in strays))
    return None


def _query(sql: str, district_id: uuid.UUID | None, **values: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"district": district_id, **values})
        return list(cursor.fetchall())
