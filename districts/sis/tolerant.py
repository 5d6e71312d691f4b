"""Reading a file that COPY refused: row by row, and saying which rows are at fault.

A row at fault is kept with what can be read of it, marked: it still counts as seen.
"""

from collections.abc import Iterator
from typing import IO

from django.db import connection
from psycopg import sql

from districts.sis.formats import FileSpec
from districts.sis.headers import Header
from districts.sis.lengths import UTF_8, Reader, says_something
from districts.sis.problems import RefusedError, problem

# The columns in which a guessed letter does no harm; in an id it might make somebody another one.
IN_WORDS = ("name", "title", "grade", "grades")


def fill(
    spec: FileSpec, header: Header, stream: IO[bytes], encoding: str = UTF_8
) -> tuple[int, int]:
    """Fill ``raw_<part>`` with the rows below the header, each with its line and its fault.

    Return how many there are, and how many of them are at fault.
    """
    fields = [column.field for column in header.columns if column]
    statement = sql.SQL("COPY {} (line, fault, {}) FROM STDIN").format(
        sql.Identifier(f"raw_{spec.part}"), sql.SQL(", ").join(map(sql.Identifier, fields))
    )
    width = len(header.columns)
    sure = [
        place
        for place, column in enumerate(header.columns)
        if column and encoding != UTF_8 and not column.field.endswith(IN_WORDS)
    ]
    read = [place for place, column in enumerate(header.columns) if column]
    count = faults = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for line, lines, row in _rows(spec, stream, encoding):
            fault = fault_of(row, width, header.spare)
            if not fault and not all(row[place].isascii() for place in sure):
                fault = "bad_encoding"
                for place in sure:
                    row[place] = row[place].encode("ascii", "replace").decode()
            if fault and lines > 1:
                # What it swallowed may be other people's rows.
                raise RefusedError(problem("open_quote", file=spec.name, line=line))
            copy.write_row((line, fault, *(_text(row, place) for place in read)))
            count += 1
            faults += bool(fault)
    return count, faults


def _rows(spec: FileSpec, stream: IO[bytes], encoding: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield first line, number of lines and fields of every row below the header but blank ones."""
    file = Reader(stream, spec.name, encoding=encoding)
    rows = (row for row in file if says_something(row) or len(row) > 1)
    next(rows, None)
    for row in rows:
        yield file.first, file.last - file.first + 1, row


def fault_of(row: list[str], width: int, spare: int) -> str:
    """Return what is wrong with a row as such; empty where nothing is."""
    if any("\ud800" <= sign <= "\udfff" or sign == "\0" for field in row for sign in field):
        return "bad_encoding"
    # Blank fields behind the last column say nothing where the header has commas there, too.
    if len(row) < width or len(row) > width + spare or any(row[width:]):
        return "ragged_row"
    return ""


def _text(row: list[str], place: int) -> str:
    if place >= len(row):
        return ""
    return row[place].encode("utf-8", "replace").decode().replace("\0", "")
