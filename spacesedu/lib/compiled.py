"""Queries that are put together once: the SQL is kept, and each call only fills in its values.

Django takes ten times as long to put the gates of a portfolio together as PostgreSQL takes to
answer them. Where a page must not wait for that, the conditions stay what they are, written once
for Django, and their SQL is made from them by the first who asks.
"""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, QuerySet, UUIDField, Value

from spacesedu.lib.db import Among


class CompiledQuery:
    """A queryset of ``values_list`` as a function of its values, which returns plain tuples.

    ``build`` makes the queryset; ``samples`` are values to make it of, one for each that a call
    gives. They are found again among the parameters of the SQL, so they must be like nothing else
    in it: a random id, a list with one.

    >>> titles = CompiledQuery(
    ...     lambda ids: Post.objects.filter(any_of("pk", ids)).values_list("title"), [uuid4()]
    ... )
    >>> titles([post.pk])
    [('Volcanoes',)]
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *samples: object) -> None:
        """Remember how; nothing is asked of the database or of the models yet."""
        self._build = build
        self._samples = samples
        self._sql = ""
        self._params: list[Any] = []
        self._places: list[tuple[int, int]] = []

    def __call__(self, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows for ``values``."""
        if not self._sql:
            self._compile()
        params = list(self._params)
        for place, number in self._places:
            params[place] = values[number]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def _compile(self) -> None:
        sql, given = self._build(*self._samples).query.sql_with_params()
        found = [
            (place, self._samples.index(value))
            for place, value in enumerate(given)
            if value in self._samples
        ]
        missing = set(range(len(self._samples))) - {number for _, number in found}
        assert not missing, f"values {missing} are not in the SQL as they were given"
        # Two threads may do this at once, with the same result; the SQL, which is asked for, last.
        self._params, self._places = list(given), found
        self._sql = sql


def any_of(field: str, ids: Sequence[uuid.UUID]) -> Among:
    """Return the condition that ``field`` is one of ``ids``, one parameter for all of them."""
    return Among(F(field), Value(list(ids), output_field=ArrayField(UUIDField())))
