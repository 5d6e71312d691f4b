"""How a declared column is read, as pieces of SQL: what came, trimmed; read; judged; staged.

Each piece stands in a layer of its own over the one before, so that no value is read twice.
"""

from collections.abc import Iterator

from psycopg import sql

from districts.sis.formats import Column, Kind
from districts.sis.tolerant import IN_WORDS

READERS = {
    Kind.WORD: "lower",
    Kind.EMAIL: "pg_temp.sis_address",
    Kind.DATE: "pg_temp.sis_date",
    Kind.GRADE: "pg_temp.sis_grade",
}
UNREAD = {
    Kind.WORD: "unknown_word",
    Kind.EMAIL: "bad_email",
    Kind.DATE: "bad_date",
    Kind.GRADE: "unknown_grade",
}

ERROR = (
    "left({0}, 1) = '#'"
    " AND {0} IN ('#N/A', '#REF!', '#VALUE!', '#NAME?', '#NULL!', '#DIV/0!', '#NUM!')"
)


def trimmed(column: Column) -> sql.Composed:
    """Return the column's text without blanks around it; words without signs nobody sees."""
    words = column.kind is Kind.TEXT and column.field.endswith(IN_WORDS)
    clean = sql.SQL("pg_temp.words" if words else "pg_temp.clean")
    return sql.SQL("{0}({1}) AS {1}").format(clean, sql.Identifier(column.field))


def read(column: Column) -> Iterator[sql.Composable]:
    """Yield the trimmed text and, where it is more than text, what it was read as."""
    text = sql.Identifier(column.field)
    yield text
    if column.kind in READERS:
        reader = sql.SQL(READERS[column.kind])
        yield sql.SQL("{}({}) AS {}").format(reader, text, _reading(column))


def staged(column: Column) -> Iterator[sql.Composed]:
    """Yield what is staged of a column: one field, or two where spelling or origin matters."""
    text, field = sql.Identifier(column.field), sql.Identifier(column.field)
    reading = _reading(column)
    match column.kind:
        case Kind.TEXT:
            yield sql.SQL("{}").format(text)
        case Kind.WORD | Kind.DATE:
            yield sql.SQL("{} AS {}").format(reading, field)
        case Kind.GRADE:
            as_it_stands = sql.Identifier(f"raw_{column.field}")
            yield sql.SQL("COALESCE({}, '') AS {}").format(reading, field)
            yield sql.SQL("{} AS {}").format(text, as_it_stands)
        case Kind.EMAIL:
            key = sql.Identifier(f"{column.field}_key")
            yield sql.SQL("COALESCE({}, '') AS {}").format(reading, field)
            yield sql.SQL("COALESCE(lower({}), '') AS {}").format(reading, key)


def faults(column: Column) -> Iterator[tuple[str, sql.Composable, sql.Composable]]:
    """Yield code, detail and condition of everything that can be wrong with a column's value.

    What is personal is not repeated in a report.
    """
    text, nothing = sql.Identifier(column.field), sql.Literal("")
    if not column.blank:
        yield "missing_value", nothing, sql.SQL("{} = ''").format(text)
    if column.is_id:
        rounded = "position('+' IN {0}) > 0 AND {0} ~ '^\\d([.,]\\d+)?[Ee]\\+\\d+$'"
        yield "rounded_id", text, sql.SQL(rounded).format(text)
        yield "error_as_id", text, sql.SQL(ERROR).format(text)
        again = sql.SQL("lower({}) = {}").format(text, sql.Literal(column.header.lower()))
        yield "header_again", nothing, again
    # Bytes are counted faster than letters, and are never fewer.
    too_long = "octet_length({0}) > {1} AND length({0}) > {1}"
    yield "too_long", nothing, sql.SQL(too_long).format(text, sql.Literal(column.longest))
    if column.kind in UNREAD:
        detail = nothing if column.kind is Kind.EMAIL else text
        yield UNREAD[column.kind], detail, _misread(column)


def spoiling(column: Column) -> Iterator[sql.Composable]:
    """Yield the conditions under which the column takes its row with it."""
    for code, _, condition in faults(column):
        if not column.blank or code not in UNREAD.values():
            yield condition


def missed(column: Column) -> Iterator[sql.Composable]:
    """Yield the conditions under which an optional value is left out, and the row taken."""
    for code, _, condition in faults(column):
        if column.blank and code in UNREAD.values():
            yield condition


def _misread(column: Column) -> sql.Composable:
    text, reading = sql.Identifier(column.field), _reading(column)
    if column.kind is Kind.WORD:
        words = sql.SQL(", ").join(map(sql.Literal, column.words))
        return sql.SQL("{} NOT IN ({}) AND {} <> ''").format(reading, words, text)
    return sql.SQL("{} IS NULL AND {} <> ''").format(reading, text)


def _reading(column: Column) -> sql.Identifier:
    return sql.Identifier(f"{column.field}_as_read")
