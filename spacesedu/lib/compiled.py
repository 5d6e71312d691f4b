"""Queries that are put together once, and planned once: each call only fills in its values.

Django takes 10 ms to put the gates of a portfolio together, and PostgreSQL 5 ms to plan how to
answer them; the answer takes it a fifth of one. Where a page must not wait for that, the conditions
stay what they are, written once for Django; their SQL is made from them by the first who asks, and
PostgreSQL keeps its plan for as long as the connection lives.
"""

import re
import uuid
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Model, QuerySet, UUIDField, Value
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from spacesedu.lib.db import Among
from spacesedu.lib.prepared import preparing_cursor

A_TIME = datetime(1789, 5, 4, 3, 2, 1, tzinfo=UTC)
"""A sample of a time, like no other in any SQL."""
AN_ACCOUNT = 17_890_504_030_201
"""A sample of an account's id."""


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

    def __init__(
        self,
        build: Callable[..., QuerySet[Any, Any]],
        *samples: object,
        optional: Collection[object] = (),
    ) -> None:
        """Remember how; nothing is asked of the database or of the models yet."""
        self._build = build
        self._samples = samples
        self._optional = optional
        self._sql = ""
        self._compiler: SQLCompiler
        self._places: list[int] = []

    def __call__(self, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows for ``values``."""
        sql, given = self._filled_in(values)
        with preparing_cursor() as cursor:
            cursor.execute(sql, given)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def subquery(self, *values: object) -> RawSQL:
        """Return it for ``pk__in`` of another queryset; it selects one column, and all is in it.

        PostgreSQL finds the rows of the inner query first, so what narrows them belongs in there.
        """
        return RawSQL(*self._filled_in(values))  # noqa: S611  # made by Django, values apart

    def _filled_in(self, values: tuple[object, ...]) -> tuple[str, list[Any]]:
        if not self._sql:
            self._compile()
        return self._sql, [values[number] for number in self._places]

    def _compile(self) -> None:
        query = self._build(*self._samples).query
        # A queryset that finds nothing, as a role's may be, is asked as well, and finds nothing.
        compiler = query.get_compiler(connection=connection, elide_empty=False)
        sql, given = compiler.as_sql()
        places = [self._samples.index(value) for value in given if value in self._samples]
        missing = [
            sample
            for number, sample in enumerate(self._samples)
            if number not in places and sample not in self._optional
        ]
        assert query.is_empty() or not missing, f"{missing} are not in the SQL as they were given"
        # Two threads may do this at once, with the same result; the SQL, which is asked for, last.
        self._compiler, self._places = compiler, places
        self._sql = _with_constants(sql, [value in self._samples for value in given], given)


class CompiledRows[Row: Model](CompiledQuery):
    """The same for a queryset of a model's rows, annotations and all; each call makes them anew."""

    def rows(self, *values: object) -> list[Row]:
        """Return the rows for ``values``."""
        found = self(*values)
        made = self._compiler
        assert made.klass_info is not None
        converters = made.get_converters([one[0] for one in made.select])
        columns = made.klass_info["select_fields"]
        names = [made.select[place][0].target.attname for place in columns]
        return [
            self._row(names, columns, list(one)) for one in made.apply_converters(found, converters)
        ]

    def _row(self, names: list[str], columns: list[int], values: list[Any]) -> Row:
        model = cast("type[Row]", self._compiler.query.model)
        row = model.from_db(connection.alias, names, [values[place] for place in columns])
        for name, place in self._compiler.annotation_col_map.items():
            setattr(row, name, values[place])
        return row


def _with_constants(sql: str, is_value: Sequence[bool], given: Sequence[Any]) -> str:
    """Write what is the same for every call into the SQL, so that the plan can count on it."""
    marks = iter(zip(is_value, given, strict=True))

    def written(mark: re.Match[str]) -> str:
        if mark[0] == "%%":
            return mark[0]
        stays, value = next(marks)
        return mark[0] if stays else _literal(value)

    return re.sub("%%|%s", written, sql)


def _literal(value: object) -> str:
    with connection.cursor() as cursor:
        text: str = cursor.mogrify("%s", [value])
    return text.replace("%", "%%")


def any_of(field: str, ids: Sequence[uuid.UUID]) -> Among:
    """Return the condition that ``field`` is one of ``ids``, one parameter for all of them."""
    return Among(F(field), Value(list(ids), output_field=ArrayField(UUIDField())))
