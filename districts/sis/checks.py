"""What every file has in common, checked in SQL from its declared columns.

From ``raw_<part>`` comes ``staged_<part>``: trimmed, typed, each row marked usable or not; and
``incoming_problem`` says why not. What the rows mean is the format's own affair.
"""

from collections.abc import Iterable

from django.db import connection
from psycopg import sql

from districts.sis import readings
from districts.sis.formats import Column, FileSpec, Kind
from districts.sis.staging import raw
from districts.sis.statements import SQL, execute
from spacesedu.lib.addresses import BadAddressError, parse

CHECK = SQL / "check"


def check(spec: FileSpec) -> None:
    """Make ``staged_<part>`` and note the problems of a file's rows."""
    raw_table, staged = sql.Identifier(raw(spec)), sql.Identifier(f"staged_{spec.part}")
    file = sql.Literal(spec.name)
    for column in spec.read:
        if column.kind is Kind.EMAIL:
            _read_odd_addresses(spec, column)
    execute(
        CHECK / "staged",
        {},
        raw=raw_table,
        staged=staged,
        columns=_comma(piece for column in spec.read for piece in readings.staged(column)),
        usable=sql.SQL(" AND ").join(readings.usable(column) for column in spec.read),
    )
    execute(CHECK / "faults", {}, staged=staged, file=file)
    execute(CHECK / "spoilt", {}, raw=raw_table, file=file, **_spoilt(spec.read))
    for agreement in spec.agreements:
        execute(
            CHECK / "conflicting",
            {},
            staged=staged,
            file=file,
            same=_names(agreement.same),
            **_key(agreement.key),
        )
    execute(CHECK / "repeated", {}, staged=staged, file=file, **_key(spec.key))
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE staged_{spec.part}")


def _read_odd_addresses(spec: FileSpec, column: Column) -> None:
    """Let Python turn the addresses with letters beyond ASCII into plain ones; a file has few."""
    find = sql.SQL("SELECT DISTINCT {} FROM {} AS raw WHERE raw.{} ~ '[^\\x01-\\x7f]'").format(
        readings.cleaned(column), sql.Identifier(raw(spec)), sql.Identifier(column.field)
    )
    with connection.chunked_cursor() as asking, connection.cursor() as telling:
        asking.execute(find.as_string(telling.connection))
        for (text,) in asking:
            try:
                address = parse(text).text
            except BadAddressError:
                continue
            telling.execute(
                "INSERT INTO odd_address (raw, address) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                [text, address],
            )
    execute(
        CHECK / "odd_addresses",
        {},
        raw=sql.Identifier(raw(spec)),
        field=sql.Identifier(column.field),
    )


def _spoilt(columns: Iterable[Column]) -> dict[str, sql.Composable]:
    found = [(column.header, *fault) for column in columns for fault in readings.faults(column)]
    return {
        "reasons": _comma(
            _tuple(sql.Literal(header), sql.Literal(code), detail, holds)
            for header, code, detail, holds in found
        ),
        "any": sql.SQL(" OR ").join(holds for *_, holds in found),
    }


def _key(fields: tuple[str, ...]) -> dict[str, sql.Composable]:
    return {
        "key": _names(fields),
        "same_key": sql.SQL(" AND ").join(
            sql.SQL("row.{0} = other.{0}").format(sql.Identifier(field)) for field in fields
        ),
    }


def _names(fields: Iterable[str]) -> sql.Composable:
    return _comma(map(sql.Identifier, fields))


def _tuple(*pieces: sql.Composable) -> sql.Composable:
    return sql.SQL("({})").format(_comma(pieces))


def _comma(pieces: Iterable[sql.Composable]) -> sql.Composable:
    return sql.SQL(", ").join(pieces)
