"""Ids that a source has changed: an ``old,new`` file, or the pairs a held plan itself suggests.

Whoever has the old id has the new one afterwards, and stays who they are. Nothing is guessed: a
plan only offers its pairs, and a person takes them.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from django.db import transaction

from districts import audit
from districts.actor import Actor, System
from districts.models import ImportRun, RunState, SisConnection
from districts.sis.answers import AnswerError
from districts.sis.problems import Problem, RefusedError, problem
from districts.sis.receive import TASK
from districts.sis.statements import SQL, execute, rows
from spacesedu.lib.db import lock
from spacesedu.lib.queue import wake

REKEY = SQL / "rekey"
LONGEST = 512
MOST = 2_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """One id as it was and as it is. ``line`` is where a file says so; 0 where none does."""

    old: str
    new: str
    line: int = 0


def read(file: TextIO) -> list[Pair]:
    """Return the pairs of an ``old,new`` file; raises ``RefusedError`` for one that is none."""
    reader = csv.reader(file)
    header = [name.strip().casefold() for name in next(reader, [])]
    if sorted(header) != ["new", "old"]:
        raise RefusedError(problem("rekey_header", line=1))
    old, new = header.index("old"), header.index("new")
    pairs: list[Pair] = []
    for row in reader:
        if not any(row):
            continue
        good = len(row) == len(header) and all(row) and max(map(len, row)) <= LONGEST
        if not good or len(pairs) == MOST:
            raise RefusedError(problem("rekey_row", line=reader.line_num))
        pairs.append(Pair(row[old], row[new], reader.line_num))
    return pairs


def offers(run: ImportRun) -> list[tuple[str, Pair]]:
    """Return kind and pair of new people of the run's plan who look like missing ones."""
    found = rows(REKEY / "offers", {"district": run.district_id, "run": run.pk})
    return [(str(kind), Pair(str(old), str(new))) for kind, old, new in found]


def faults(connection: SisConnection, pairs: Sequence[Pair]) -> list[Problem]:
    """Return what speaks against each pair that cannot be."""
    found = rows(REKEY / "unknown", _values(connection, pairs))
    return [
        problem(str(code), line=int(str(line)) or None, detail=value) for line, code, value in found
    ]


@transaction.atomic
def rekey(
    connection: SisConnection, pairs: Sequence[Pair], *, by: Actor | System, at: datetime
) -> int:
    """Give everybody their new ids, and return how many; raises ``RefusedError`` for any fault.

    All of them or none: half a mapping would make the other half strangers.
    """
    lock(f"sis:{connection.district_id}")
    wrong = faults(connection, pairs)
    if wrong:
        raise RefusedError(*wrong)
    changed = execute(REKEY / "change", _values(connection, pairs))
    audit.record(
        "import.rekey",
        by=by,
        at=at,
        district_id=connection.district_id,
        subject=connection,
        detail={"ids": changed},
    )
    return changed


@transaction.atomic
def accept(run: ImportRun, *, by: Actor, at: datetime) -> int:
    """Take the pairs that a held run offers, and let it be planned anew under the new ids."""
    found = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if found.state() is not RunState.HELD:
        raise AnswerError.nothing_waits()
    changed = rekey(found.connection, [pair for _, pair in offers(found)], by=by, at=at)
    found.planned_at = found.held_at = None
    found.hold_reasons, found.digest, found.attempts = [], "", 0
    found.save(update_fields=["planned_at", "held_at", "hold_reasons", "digest", "attempts"])
    wake(TASK, str(found.pk))
    return changed


def _values(connection: SisConnection, pairs: Iterable[Pair]) -> dict[str, object]:
    listed = list(pairs)
    return {
        "connection": connection.pk,
        "lines": [pair.line for pair in listed],
        "old": [pair.old for pair in listed],
        "new": [pair.new for pair in listed],
    }
