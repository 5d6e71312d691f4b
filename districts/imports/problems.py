"""Finding problems of a package, in the order of its files."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from districts.actor import Actor
from districts.imports.people import name_of, names_in
from districts.imports.problem_words import Words, called, expected
from districts.letter import KINDS
from districts.models import ImportProblem, ImportRun, PlannedChange
from districts.sis.problems import MORE_ALIKE, codes_with, in_words

ORDER = ("file", "place", "id")
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; what is empty narrows nothing."""

    search: str = ""
    file: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One problem as it is read; ``place`` is the file, or for an undo the kind of row."""

    place: Words
    line: int | None
    column: str
    message: str
    expected: Words


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one sort in one file: the first of them, how many more, and where they stand."""

    first: Row
    more: int
    narrowed: str


def groups_of(actor: Actor, run: ImportRun, most: int) -> list[Group]:
    """Return what is wrong, the most frequent first, ``most`` sorts at most."""
    everything = ImportProblem.objects.filter(district_id=run.district_id, run=run).order_by()
    rows, unlisted = everything.exclude(code=MORE_ALIKE), _unlisted(everything)
    # Ids are in the order of the package; PostgreSQL has no smallest of a UUID, but of its text.
    sorts = rows.values("file", "code", "column").annotate(
        number=Count("id"), first=Min(Cast("id", TextField()))
    )
    found = list(sorts.order_by("-number", "file", "code", "column")[:most])
    firsts = rows.in_bulk([sort["first"] for sort in found])
    shown = rows_of(actor, run, [firsts[uuid.UUID(sort["first"])] for sort in found])
    return [
        Group(
            row,
            sort["number"] - 1 + unlisted.get((sort["file"], sort["column"], sort["code"]), 0),
            urlencode({"file": sort["file"], "code": sort["code"]}),
        )
        for row, sort in zip(shown, found, strict=True)
    ]


def number_of(run: ImportRun) -> int:
    """Return how many problems there are, those beyond the listed ones, too."""
    rows = ImportProblem.objects.filter(district_id=run.district_id, run=run)
    return rows.exclude(code=MORE_ALIKE).count() + sum(_unlisted(rows).values())


def problems_of(run: ImportRun) -> QuerySet[ImportProblem]:
    """Return the problems of a run in the order of the package; ``place`` is the line."""
    rows = ImportProblem.objects.filter(district_id=run.district_id, run=run)
    return rows.annotate(place=Coalesce(F("line"), 0)).order_by(*ORDER)


def wanted_problems(run: ImportRun, wanted: Wanted) -> QuerySet[ImportProblem]:
    """Return the problems that are asked for."""
    found = problems_of(run)
    if wanted.file:
        found = found.filter(file=wanted.file)
    if wanted.code:
        alike = Q(code=MORE_ALIKE, detail__endswith=f" {wanted.code}")
        found = found.filter(Q(code=wanted.code) | alike)
    for word in wanted.search.split()[:MOST_WORDS]:
        said = Q(message__icontains=word) | Q(file__icontains=word) | Q(column__icontains=word)
        said |= Q(code__in=codes_with(word))
        found = found.filter(said | Q(line=int(word)) if word.isascii() and _fits(word) else said)
    return found


def files_of(run: ImportRun) -> list[str]:
    """Return the files that have problems, by name."""
    rows = problems_of(run).exclude(file="").order_by("file")
    return list(rows.values_list("file", flat=True).distinct())


def codes_of(run: ImportRun) -> list[tuple[str, str]]:
    """Return what is wrong in this package, code and words."""
    rows = problems_of(run).exclude(code=MORE_ALIKE).order_by("code")
    return [(code, called(code)) for code in rows.values_list("code", flat=True).distinct()]


def _unlisted(rows: QuerySet[ImportProblem]) -> dict[tuple[str, str, str], int]:
    """Return how many of a sort there were beyond those that are listed: by file, column, code."""
    found = {}
    for row in rows.filter(code=MORE_ALIKE):
        number, _space, code = row.detail.partition(" ")
        found[row.file, row.column, code] = int(number)
    return found


def rows_of(actor: Actor, run: ImportRun, found: Sequence[ImportProblem]) -> list[Row]:
    """Return a row for each problem; an undo calls people and things by name."""
    names = _left_as_they_are(actor, run, found) if run.undoes else {}
    return [row_of(one, names.get((one.column, one.detail), "")) for one in found]


def _left_as_they_are(
    actor: Actor, run: ImportRun, found: Sequence[ImportProblem]
) -> dict[tuple[str, str], str]:
    """Return kind and key → the name, of what the import that is undone had changed."""
    assert run.undoes
    changes = PlannedChange.objects.filter(
        district_id=run.district_id,
        run=run.undoes,
        kind__in={one.column for one in found},
        key__in={one.detail for one in found},
    )
    names = names_in(actor, run.undoes, list(changes))
    return {(change.kind, change.key): name_of(change, names) for change in changes}


def row_of(problem: ImportProblem, name: str = "") -> Row:
    """Return one problem with what was expected; ``name`` says better than a key who it is."""
    wanted = expected(problem.code, problem.file, problem.column)
    said = in_words(problem.code, name or problem.detail, problem.message)
    if not problem.file:
        # Of an undo: what stands in for the file is the kind of row.
        return Row(KINDS.get(problem.column, ""), None, "", said, wanted)
    return Row(problem.file, problem.line, problem.column, said, wanted)


def _fits(word: str) -> bool:
    """Tell whether a word is a number that may be a line."""
    return word.isdigit() and int(word) < 2**31
