"""What every file has in common, checked in SQL from its declared columns.

From ``raw_<part>`` comes ``staged_<part>``: trimmed, typed, each row marked usable or not; and
``incoming_problem`` says why not. What the rows mean is the format's own affair.
"""

from collections.abc import Callable, Iterable
from itertools import chain

from django.db import connection
from psycopg import sql

from districts.sis import readings
from districts.sis.formats import Agreement, Column, FileSpec, Kind
from districts.sis.staging import raw
from districts.sis.statements import SQL, execute, rows
from spacesedu.lib.addresses import BadAddressError, parse

CHECK = SQL / "check"


def check(spec: FileSpec) -> None:
    """Make ``staged_<part>`` and note the problems of a file's rows."""
    raw_table, staged = sql.Identifier(raw(spec)), sql.Identifier(f"staged_{spec.part}")
    file = sql.Literal(spec.name)
    layers = {
        "raw": raw_table,
        "staged": staged,
        "trimmed": _comma(map(readings.trimmed, spec.read)),
        "read": _comma(_each(readings.read, spec)),
    }
    execute(
        CHECK / "staged",
        {},
        **layers,
        columns=_comma(_each(readings.staged, spec)),
        spoiling=_any(_each(readings.spoiling, spec)),
        missed=_any(_each(readings.missed, spec)),
    )
    execute(CHECK / "faults", {}, staged=staged, file=file)
    execute(CHECK / "spoilt", {}, **layers, file=file, reasons=_reasons(spec))
    if spec.names:
        blank = [sql.SQL("{} = ''").format(sql.Identifier(name)) for name in spec.names]
        execute(CHECK / "unnamed", {}, staged=staged, file=file, blank=sql.SQL(" AND ").join(blank))
    _compare_rows(spec, staged, file)


def spell(spec: FileSpec) -> None:
    """Let Python turn the addresses with letters beyond ASCII into plain ones."""
    for column in spec.read:
        if column.kind is Kind.EMAIL:
            _read_odd_addresses(spec, column)


def broken() -> frozenset[str]:
    """Return the files with rows that may have been anybody's, of those checked so far."""
    return frozenset(str(file) for (file,) in rows(CHECK / "broken", {}))


def _compare_rows(spec: FileSpec, staged: sql.Identifier, file: sql.Literal) -> None:
    """Find the rows that contradict each other, and those that say the same again."""
    keys = {spec.key, *(agreement.key for agreement in spec.agreements)}
    # Rows that share a longer key share the shorter one, too.
    shortest = [key for key in keys if not any(set(other) < set(key) for other in keys)]
    shared = sum(execute(CHECK / "shared", {}, staged=staged, key=_names(key)) for key in shortest)
    if not shared:
        return
    for agreement in sorted(spec.agreements, key=_first_who):
        found = execute(
            CHECK / "conflicting",
            {},
            staged=staged,
            file=file,
            same=_names(agreement.same),
            **_key(agreement.key),
        )
        if found and len(agreement.key) == 1:
            # Two people under one id: one of them is missing under another.
            execute(CHECK / "contested", {}, file=file)
    execute(CHECK / "repeated", {}, staged=staged, file=file, **_key(spec.key))
    execute(CHECK / "compared", {})


def _first_who(agreement: Agreement) -> int:
    """Order what rows must agree on: first who it is, while all rows of an id are there."""
    return len(agreement.key)


def _read_odd_addresses(spec: FileSpec, column: Column) -> None:
    find = sql.SQL(
        "SELECT DISTINCT pg_temp.clean({0}) FROM {1} WHERE octet_length({0}) <> length({0})"
    ).format(sql.Identifier(column.field), sql.Identifier(raw(spec)))
    told = False
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
            told = True
    if told:
        execute(
            CHECK / "odd_addresses",
            {},
            raw=sql.Identifier(raw(spec)),
            field=sql.Identifier(column.field),
        )


def _reasons(spec: FileSpec) -> sql.Composable:
    return _comma(
        sql.SQL("({}, {}, {}, {})").format(
            sql.Literal(column.header), sql.Literal(code), detail, holds
        )
        for column in spec.read
        for code, detail, holds in readings.faults(column)
    )


def _each[Piece](pieces: Callable[[Column], Iterable[Piece]], spec: FileSpec) -> Iterable[Piece]:
    return chain.from_iterable(map(pieces, spec.read))


def _any(conditions: Iterable[sql.Composable]) -> sql.Composable:
    found = [sql.SQL("({})").format(condition) for condition in conditions]
    return sql.SQL(" OR ").join(found) if found else sql.SQL("false")


def _key(fields: tuple[str, ...]) -> dict[str, sql.Composable]:
    return {
        "key": _names(fields),
        "same_key": sql.SQL(" AND ").join(
            sql.SQL("row.{0} = other.{0}").format(sql.Identifier(field)) for field in fields
        ),
    }


def _names(fields: Iterable[str]) -> sql.Composable:
    return _comma(map(sql.Identifier, fields))


def _comma(pieces: Iterable[sql.Composable]) -> sql.Composable:
    return sql.SQL(", ").join(pieces)
