"""A file's first line against its declared columns: any order and spelling, with a warning."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from districts.sis.formats import Column, FileSpec
from districts.sis.problems import Problem, RefusedError, problem

MOST_COLUMNS = 200
LONGEST_SHOWN = 120
ROWS_LOOKED_AT = 100
FEWEST_ALIKE = 5
# A slip of one or two letters in a long name; short names are too close to each other.
CLOSE = 0.92
SHORTEST_GUESSED = 8
# What a sender adds of its own is kept aside without a word.
SENDERS_OWN = "metadata."
# What is written instead of commas, and how that is said.
SEPARATORS = {";": ";", "\t": "Tab", "|": "|"}


@dataclass(frozen=True, slots=True)
class Header:
    """What stands in each column, left to right; None where it is not read.

    ``spare``: commas behind the last column of the header, or of each row: rows may have them.
    """

    columns: tuple[Column | None, ...]
    notes: tuple[Problem, ...]
    secret: bool  # a column that must not even be staged
    spare: int = 0


def match(spec: FileSpec, names: list[str], line: int = 1) -> Header:
    """Return the columns ``names`` stand for; refuse a missing or a repeated one.

    ``line`` is the one they stand on.
    """
    width = len(names)
    names = without_empty_end([name.replace("\0", "") for name in names])
    columns = _columns(spec, names)
    found = [column for column in columns if column is not None]
    refusals = [
        problem("missing_column", file=spec.name, line=line, column=column.header)
        for column in spec.columns
        if column.required and column not in found
    ] + [
        problem("column_twice", file=spec.name, line=line, column=column.header)
        for column in spec.columns
        if found.count(column) > 1
    ]
    if len(names) > MOST_COLUMNS:
        refusals.append(problem("too_many_columns", file=spec.name, line=line))
    if refusals and not found and (sign := _separator(names)):
        refusals = [problem("separated", file=spec.name, line=line, detail=sign)]
    if refusals:
        raise RefusedError(*refusals)
    return Header(
        columns=tuple(column if column and column.field else None for column in columns),
        notes=tuple(_notes(spec, names, columns, line)),
        secret=bool(secret_columns(names)),
        spare=width - len(names),
    )


def spare_behind(text: str, width: int) -> int:
    """Return how many blank fields each of the first rows has behind the last column.

    Some programs end every row with a comma, and the header without one.
    """
    try:
        rows = list(islice(filter(None, csv.reader(io.StringIO(text, newline=""))), ROWS_LOOKED_AT))
    except csv.Error:
        return 0
    # The last one may go on beyond what is looked at. In a few rows a comma in a name, without
    # quotation marks, would look the same.
    rows = rows[:-1]
    if len(rows) < FEWEST_ALIKE:
        return 0
    surplus = {len(row) - width for row in rows}
    blank = not any(field for row in rows for field in row[width:])
    return max(surplus.pop(), 0) if len(surplus) == 1 and blank else 0


def folded(name: str) -> str:
    """Return what tells a column's name from others: its letters and digits, in any case."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def secret_columns(names: Collection[str]) -> tuple[int, ...]:
    """Return the places of the columns that hold passwords, counted from 0."""
    return tuple(place for place, name in enumerate(names) if "password" in folded(name))


def read_columns(spec: FileSpec, names: list[str]) -> set[int]:
    """Return the places of the columns that are read; none of too many."""
    if len(names) > MOST_COLUMNS:
        return set()
    columns = _columns(spec, names)
    return {place for place, column in enumerate(columns) if column and column.field}


def without_empty_end(names: list[str]) -> list[str]:
    """Return the names without the commas some programs put behind the last column."""
    while names and not names[-1].strip():
        names = names[:-1]
    return names


def _columns(spec: FileSpec, names: list[str]) -> list[Column | None]:
    known = {
        folded(name): column for column in spec.columns for name in (*column.also, column.header)
    }
    columns = [known.get(folded(name)) for name in names]
    if not spec.misspelt:
        return columns
    free = {name: column for name, column in known.items() if column not in columns}
    guesses = [column or _close(name, free) for name, column in zip(names, columns, strict=True)]
    # Two names that may mean the same column mean neither.
    return [
        guess if guess is column or guesses.count(guess) == 1 else None
        for guess, column in zip(guesses, columns, strict=True)
    ]


def _close(name: str, free: Mapping[str, Column]) -> Column | None:
    """Return the column that ``name`` misspells, if it can only be one."""
    said = folded(name)
    if len(said) < SHORTEST_GUESSED or _senders_own(name):
        return None
    found = {free[close].header: free[close] for close in get_close_matches(said, free, 3, CLOSE)}
    return next(iter(found.values())) if len(found) == 1 else None


def _separator(names: list[str]) -> str:
    """Return what stands between names that are read as one; empty where nothing does."""
    return next((said for sign, said in SEPARATORS.items() if sign in "".join(names)), "")


def _senders_own(name: str) -> bool:
    return name.strip().casefold().startswith(SENDERS_OWN)


def _notes(
    spec: FileSpec, names: list[str], columns: list[Column | None], line: int
) -> list[Problem]:
    notes = []
    for name, column in zip(names, columns, strict=True):
        shown = name[:LONGEST_SHOWN]
        if column is None and _senders_own(name):
            continue
        if column is None:
            notes.append(problem("unknown_column", file=spec.name, line=line, column=shown))
        elif name != column.header:
            found = problem(
                "header_spelling", file=spec.name, line=line, column=column.header, detail=shown
            )
            notes.append(found)
    order = [column for column in columns if column is not None]
    if order != [column for column in spec.columns if column in order]:
        notes.append(problem("header_order", file=spec.name, line=line))
    return notes
