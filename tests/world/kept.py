"""A world to be put back: built once for a file, then there again with one statement for each test.

Building it costs 34 ms of a processor, and 1,500 tests want one.
"""

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.db import connection, transaction
from psycopg import sql

from tests.world import World, build

_FILLED = re.compile(r'INSERT INTO "(\w+)"')


@dataclass(frozen=True, slots=True)
class KeptWorld:
    """The rows as one statement, and the values that name them."""

    rows: str
    values: bytes

    def again(self) -> World:
        """Save the world once more and return values of its own: a test may change either."""
        with connection.cursor() as cursor:
            cursor.execute(self.rows)
        return cast("World", pickle.loads(self.values))  # noqa: S301 -- written in ``keep``


def keep() -> KeptWorld:
    """Build the world in an empty database, remember it, and leave the database empty."""
    filled: dict[str, None] = {}

    def note(execute: Callable[..., Any], statement: str, *rest: object) -> object:
        filled.update(dict.fromkeys(_FILLED.findall(statement)))
        return execute(statement, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            values = pickle.dumps(build())
        rows = ";".join(_insertion(table) for table in filled)
        transaction.set_rollback(True)
    return KeptWorld(rows, values)


def _insertion(table: str) -> str:
    """Return the statement that fills ``table`` as it is now."""
    [model] = [one for one in apps.get_models() if one._meta.db_table == table]
    own = [field.column for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{column}"' for column in own)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT json_agg(kept)::text FROM "{table}" kept')  # noqa: S608
        [rows] = cursor.fetchone()
    given = f'json_populate_recordset(NULL::"{table}", {sql.quote(rows)})'
    return f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM {given}'  # noqa: S608
