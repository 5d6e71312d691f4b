"""What every file has in common, checked in SQL from its declared columns.

From ``raw_<part>`` comes ``staged_<part>``: trimmed, typed, each row marked usable or not; and
``incoming_problem`` says why not. What the rows mean is the format's own affair.
"""

from collections.abc import Iterable

from django.db import connection
from psycopg import sql

from districts.sis.formats import Agreement, Column, FileSpec, Kind
from districts.sis.staging import raw
from districts.sis.statements import SQL, execute
from spacesedu.lib.addresses import BadAddressError, parse

CHECK = SQL / "check"

UNREAD = {
    Kind.WORD: "unknown_word",
    Kind.EMAIL: "bad_email",
    Kind.DATE: "bad_date",
    Kind.GRADE: "unknown_grade",
}
# What is personal is not repeated in a report.
QUOTED = {Kind.WORD, Kind.DATE, Kind.GRADE}


def check(spec: FileSpec) -> None:
    """Make ``staged_<part>`` and note the problems of a file's rows."""
    tables = {
        "raw": sql.Identifier(raw(spec)),
        "staged": sql.Identifier(f"staged_{spec.part}"),
        "file": sql.Literal(spec.name),
    }
    for column in spec.read:
        if column.kind is Kind.EMAIL:
            _read_odd_addresses(spec, column)
    execute(
        CHECK / "staged",
        {},
        columns=_comma(_expressions(spec.read)),
        usable=sql.SQL(" AND ").join(_usable(column) for column in spec.read),
        **tables,
    )
    execute(CHECK / "faults", {}, **tables)
    required = [column for column in spec.read if not column.blank]
    execute(CHECK / "missing", {}, values=_comma(map(_header_and_value, required)), **tables)
    execute(CHECK / "too_long", {}, values=_comma(map(_header_and_length, spec.read)), **tables)
    for column in spec.read:
        if column.kind in UNREAD:
            execute(CHECK / "unread", {}, **_unread(column), **tables)
    for agreement in spec.agreements:
        execute(CHECK / "conflicting", {}, **_agreement(agreement), **tables)
    execute(CHECK / "repeated", {}, **_repetition(spec), **tables)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE staged_{spec.part}")


def _expressions(columns: Iterable[Column]) -> Iterable[sql.Composable]:
    for column in columns:
        field = sql.Identifier(column.field)
        cleaned = sql.SQL("pg_temp.clean({})").format(field)
        match column.kind:
            case Kind.TEXT:
                yield sql.SQL("{} AS {}").format(cleaned, field)
            case Kind.WORD:
                yield sql.SQL("lower({}) AS {}").format(cleaned, field)
            case Kind.DATE:
                yield sql.SQL("pg_temp.sis_date({}) AS {}").format(cleaned, field)
            case Kind.GRADE:
                raw_field = sql.Identifier(f"raw_{column.field}")
                yield sql.SQL("COALESCE(pg_temp.sis_grade({}), '') AS {}").format(cleaned, field)
                yield sql.SQL("{} AS {}").format(cleaned, raw_field)
            case Kind.EMAIL:
                address = sql.SQL("COALESCE(pg_temp.sis_address({}), '')").format(cleaned)
                key = sql.Identifier(f"{column.field}_key")
                yield sql.SQL("{} AS {}").format(address, field)
                yield sql.SQL("lower({}) AS {}").format(address, key)


def _usable(column: Column) -> sql.Composable:
    """Return the condition, on the raw row, that this column does not spoil it."""
    cleaned = sql.SQL("pg_temp.clean({})").format(sql.Identifier(column.field))
    conditions = [sql.SQL("length({}) <= {}").format(cleaned, sql.Literal(column.longest))]
    if not column.blank:
        conditions.append(sql.SQL("{} <> ''").format(cleaned))
        if column.kind in UNREAD:
            conditions.append(sql.SQL("NOT {}").format(_misread(column)))
    return sql.SQL(" AND ").join(conditions)


def _misread(column: Column) -> sql.Composable:
    cleaned = sql.SQL("pg_temp.clean({})").format(sql.Identifier(column.field))
    match column.kind:
        case Kind.WORD:
            words = sql.SQL(", ").join(map(sql.Literal, column.words))
            return sql.SQL("(lower({}) NOT IN ({}))").format(cleaned, words)
        case Kind.EMAIL:
            return sql.SQL("(pg_temp.sis_address({}) IS NULL)").format(cleaned)
        case Kind.DATE:
            return sql.SQL("(pg_temp.sis_date({}) IS NULL)").format(cleaned)
        case Kind.GRADE:
            return sql.SQL("(pg_temp.sis_grade({}) IS NULL)").format(cleaned)
        case Kind.TEXT:
            return sql.SQL("false")


def _unread(column: Column) -> dict[str, sql.Composable]:
    field = sql.Identifier(column.field)
    return {
        "field": field,
        "header": sql.Literal(column.header),
        "code": sql.Literal(UNREAD[column.kind]),
        "detail": sql.SQL("pg_temp.clean({})").format(field)
        if column.kind in QUOTED
        else sql.Literal(""),
        "misread": _misread(column),
    }


def _agreement(agreement: Agreement) -> dict[str, sql.Composable]:
    return {
        "key": _comma(map(sql.Identifier, agreement.key)),
        "same": _comma(map(sql.Identifier, agreement.same)),
        "same_key": _equal(agreement.key, "contradicted"),
    }


def _repetition(spec: FileSpec) -> dict[str, sql.Composable]:
    return {
        "fields": _comma(map(sql.Identifier, spec.fields)),
        "same_fields": _equal(spec.fields, "twice"),
    }


def _equal(fields: Iterable[str], other: str) -> sql.Composable:
    return sql.SQL(" AND ").join(
        sql.SQL("row.{0} IS NOT DISTINCT FROM {1}.{0}").format(sql.Identifier(f), sql.Identifier(other))
        for f in fields
    )


def _header_and_value(column: Column) -> sql.Composable:
    return sql.SQL("({}, {}::text)").format(sql.Literal(column.header), _shown(column))


def _header_and_length(column: Column) -> sql.Composable:
    return sql.SQL("({}, {}::text, {})").format(
        sql.Literal(column.header), _shown(column), sql.Literal(column.longest)
    )


def _comma(pieces: Iterable[sql.Composable]) -> sql.Composable:
    return sql.SQL(", ").join(pieces)
