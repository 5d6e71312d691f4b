"""How a declared column is read, as pieces of SQL over a ``raw_<part>`` table."""

from collections.abc import Iterator

from psycopg import sql

from districts.sis.formats import Column, Kind

UNREAD = {
    Kind.WORD: "unknown_word",
    Kind.EMAIL: "bad_email",
    Kind.DATE: "bad_date",
    Kind.GRADE: "unknown_grade",
}


def cleaned(column: Column) -> sql.Composed:
    """Return the column's text without blanks around it."""
    return sql.SQL("pg_temp.clean(raw.{})").format(sql.Identifier(column.field))


def staged(column: Column) -> Iterator[sql.Composed]:
    """Yield what is staged of a column: one field, or two where spelling or origin matters."""
    text, field = cleaned(column), sql.Identifier(column.field)
    match column.kind:
        case Kind.TEXT:
            yield sql.SQL("{} AS {}").format(text, field)
        case Kind.WORD:
            yield sql.SQL("lower({}) AS {}").format(text, field)
        case Kind.DATE:
            yield sql.SQL("pg_temp.sis_date({}) AS {}").format(text, field)
        case Kind.GRADE:
            as_it_stands = sql.Identifier(f"raw_{column.field}")
            yield sql.SQL("COALESCE(pg_temp.sis_grade({}), '') AS {}").format(text, field)
            yield sql.SQL("{} AS {}").format(text, as_it_stands)
        case Kind.EMAIL:
            address = sql.SQL("COALESCE(pg_temp.sis_address({}), '')").format(text)
            yield sql.SQL("{} AS {}").format(address, field)
            yield sql.SQL("lower({}) AS {}").format(address, sql.Identifier(f"{column.field}_key"))


def faults(column: Column) -> Iterator[tuple[str, sql.Composable, sql.Composable]]:
    """Yield code, detail and condition of everything that can be wrong with a column's value.

    What is personal is not repeated in a report.
    """
    text, nothing = cleaned(column), sql.Literal("")
    if not column.blank:
        yield "missing_value", nothing, sql.SQL("{} = ''").format(text)
    too_long = sql.SQL("length({}) > {}").format(text, sql.Literal(column.longest))
    yield "too_long", nothing, too_long
    if column.kind in UNREAD:
        detail = nothing if column.kind is Kind.EMAIL else text
        yield UNREAD[column.kind], detail, sql.SQL("{} <> '' AND {}").format(text, _misread(column))


def usable(column: Column) -> sql.Composed:
    """Return the condition that this column does not spoil its row.

    An optional value that cannot be read is left out; a required one takes the row with it.
    """
    spoiling = [
        condition
        for code, _, condition in faults(column)
        if not column.blank or code not in UNREAD.values()
    ]
    return sql.SQL("NOT ({})").format(sql.SQL(" OR ").join(spoiling))


def _misread(column: Column) -> sql.Composable:
    text = cleaned(column)
    match column.kind:
        case Kind.WORD:
            words = sql.SQL(", ").join(map(sql.Literal, column.words))
            return sql.SQL("lower({}) NOT IN ({})").format(text, words)
        case Kind.EMAIL:
            return sql.SQL("pg_temp.sis_address({}) IS NULL").format(text)
        case Kind.DATE:
            return sql.SQL("pg_temp.sis_date({}) IS NULL").format(text)
        case Kind.GRADE:
            return sql.SQL("pg_temp.sis_grade({}) IS NULL").format(text)
        case Kind.TEXT:
            return sql.SQL("false")
