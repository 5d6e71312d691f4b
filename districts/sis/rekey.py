"""Ids that a source has changed: a file of old and new ones, or the pairs a held plan suggests.

Whoever has the old id has the new one afterwards, and stays who they are. Nothing is guessed: a
plan only offers its pairs, and a person takes them.
"""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TextIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from districts import audit
from districts.actor import Actor, System
from districts.models import ExternalKind, ImportRun, RunState, SisConnection
from districts.sis.answers import AnswerError
from districts.sis.headers import SEPARATORS
from districts.sis.problems import Problem, RefusedError, problem
from districts.sis.receive import TASK
from districts.sis.statements import SQL, execute, rows
from districts.sis.work import scope_of
from spacesedu.lib.db import lock
from spacesedu.lib.queue import wake

REKEY = SQL / "rekey"
LONGEST = 512
MOST = 2_000_000
# what a plan calls them
KINDS = {"students": ExternalKind.STUDENT.value, "staff": ExternalKind.STAFF.value}


@dataclass(frozen=True, slots=True)
class Pair:
    """One id as it was and as it is. ``line`` is where a file says so; 0 where none does.

    ``kind`` is whose it is, where that is said: an id may be a student's and a class's, too.
    """

    old: str
    new: str
    line: int = 0
    kind: str = ""


def read(file: TextIO) -> list[Pair]:
    """Return the pairs of a file with old and new ids, and maybe a column ``kind``.

    Raises ``RefusedError`` for one that is none.
    """
    first = file.readline()
    separator = next((sign for sign in SEPARATORS if sign in first), ",")
    reader = csv.reader(chain([first], file), delimiter=separator)
    header = [name.strip().casefold() for name in next(reader, [])]
    if sorted(header) not in (["new", "old"], ["kind", "new", "old"]):
        raise RefusedError(problem("rekey_header", line=1))
    pairs: list[Pair] = []
    for row in reader:
        if not any(row):
            continue
        said = dict(zip(header, row, strict=False))
        kind = said.get("kind", "").strip().casefold()
        good = len(row) == len(header) and said["old"] and said["new"]
        if not good or max(map(len, row)) > LONGEST or len(pairs) == MOST:
            raise RefusedError(problem("rekey_row", line=reader.line_num))
        if kind not in {"", *ExternalKind.values}:
            raise RefusedError(problem("rekey_kind", line=reader.line_num, detail=kind[:120]))
        pairs.append(Pair(said["old"], said["new"], reader.line_num, kind))
    return pairs


def offers(run: ImportRun) -> list[Pair]:
    """Return the pairs of new people of the run's plan who look like missing ones."""
    found = rows(REKEY / "offers", {"district": run.district_id, "run": run.pk})
    return [Pair(str(old), str(new), kind=KINDS[str(kind)]) for kind, old, new in found]


def digest_of(pairs: Iterable[Pair]) -> str:
    """Return these pairs as one short text: a yes is bound to it."""
    said = sorted(f"{pair.kind}\x1f{pair.old}\x1f{pair.new}" for pair in pairs)
    return hashlib.sha256("\x1e".join(said).encode()).hexdigest()


@transaction.atomic
def rekey(
    connection: SisConnection, pairs: Sequence[Pair], *, by: Actor | System, at: datetime
) -> int:
    """Give everybody their new ids, and return how many; raises ``RefusedError`` for any fault.

    All of them or none: half a mapping would make the other half strangers.
    """
    lock(f"sis:{connection.district_id}")
    wrong = _faults(connection, pairs)
    if wrong:
        raise RefusedError(*wrong)
    changed = execute(REKEY / "change", {})
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
def accept(run: ImportRun, *, by: Actor, at: datetime, seen: str | None = None) -> int:
    """Take the pairs that a held run offers, and let it be planned anew under the new ids.

    ``seen`` is the digest of the pairs the person has looked at, where a page has shown them.
    """
    found = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if found.state() is not RunState.HELD:
        raise AnswerError.nothing_waits()
    pairs = offers(found)
    if seen is not None and seen != digest_of(pairs):
        raise AnswerError(_("There are other pairs by now: look at them before you answer."))
    changed = rekey(found.connection, pairs, by=by, at=at)
    found.planned_at = found.held_at = None
    found.hold_reasons, found.digest, found.attempts = [], "", 0
    found.save(update_fields=["planned_at", "held_at", "hold_reasons", "digest", "attempts"])
    wake(TASK, str(found.pk))
    return changed


def _faults(connection: SisConnection, pairs: Sequence[Pair]) -> list[Problem]:
    """Find out whom the pairs mean, and return what speaks against each that cannot be."""
    scope = scope_of(connection)
    values = {
        "district": connection.district_id,
        "connection": connection.pk,
        "scope": None if scope is None else sorted(scope),
        "lines": [pair.line for pair in pairs],
        "kinds": [pair.kind for pair in pairs],
        "old": [pair.old for pair in pairs],
        "new": [pair.new for pair in pairs],
    }
    execute(REKEY / "meant", values)
    return [
        problem(str(code), line=int(str(line)) or None, detail=detail)
        for line, code, detail, _place in rows(REKEY / "faults", {})
    ]
