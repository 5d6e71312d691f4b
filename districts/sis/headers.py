"""A file's first line against its declared columns: any order, case and spacing, with a warning."""

from dataclasses import dataclass

from districts.sis.formats import Column, FileSpec
from districts.sis.problems import Problem, RefusedError, problem

MOST_COLUMNS = 200
LONGEST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in each column, left to right; None where it is not read."""

    columns: tuple[Column | None, ...]
    notes: tuple[Problem, ...]
    secret: bool  # a column that must not even be staged


def match(spec: FileSpec, names: list[str]) -> Header:
    """Return the columns ``names`` stand for; refuse a missing or a repeated one."""
    known = {_folded(column.header): column for column in spec.columns}
    columns = [known.get(_folded(name)) for name in names]
    found = [column for column in columns if column is not None]
    refusals = [
        problem("missing_column", file=spec.name, line=1, column=column.header)
        for column in spec.columns
        if column.required and column not in found
    ] + [
        problem("column_twice", file=spec.name, line=1, column=column.header)
        for column in spec.columns
        if found.count(column) > 1
    ]
    if len(names) > MOST_COLUMNS:
        refusals.append(problem("too_many_columns", file=spec.name, line=1))
    if refusals:
        raise RefusedError(*refusals)
    return Header(
        columns=tuple(column if column and column.field else None for column in columns),
        notes=tuple(_notes(spec, names, columns)),
        secret=any("password" in _folded(name) for name in names),
    )


def _notes(spec: FileSpec, names: list[str], columns: list[Column | None]) -> list[Problem]:
    notes = []
    for name, column in zip(names, columns, strict=True):
        shown = name[:LONGEST_SHOWN]
        if column is None:
            notes.append(problem("unknown_column", file=spec.name, line=1, column=shown))
        elif name != column.header:
            found = problem(
                "header_spelling", file=spec.name, line=1, column=column.header, detail=shown
            )
            notes.append(found)
    order = [column for column in columns if column is not None]
    if order != [column for column in spec.columns if column in order]:
        notes.append(problem("header_order", file=spec.name, line=1))
    return notes


def _folded(name: str) -> str:
    return "".join(name.split()).casefold()
