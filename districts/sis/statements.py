"""Running the SQL files: one statement a file, or several separated by semicolons.

``%(name)s`` are values; ``{name}`` are identifiers or pieces that Python composes, in templates.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from django.db import connection
from psycopg import sql

SQL = Path(__file__).parent / "sql"

# What a statement may be given: whatever psycopg can adapt.
type Values = Mapping[str, Any]


def execute(path: Path, values: Values, **pieces: sql.Composable) -> int:
    """Run a file and return the number of rows its last statement touched."""
    with connection.cursor() as cursor:
        cursor.execute(_text(path, pieces), dict(values))
        return int(cursor.rowcount)


def rows(path: Path, values: Values, **pieces: sql.Composable) -> list[tuple[object, ...]]:
    """Run a file that asks, and return its answer: for summaries, never for the rows of a file."""
    with connection.cursor() as cursor:
        cursor.execute(_text(path, pieces), dict(values))
        return cast("list[tuple[object, ...]]", cursor.fetchall())


@cache
def _file(path: Path) -> str:
    return path.with_suffix(".sql").read_text()


def _text(path: Path, pieces: Mapping[str, sql.Composable]) -> str:
    text = _file(path)
    if not pieces:
        return text
    connection.ensure_connection()
    return sql.SQL(text).format(**pieces).as_string(connection.connection)
