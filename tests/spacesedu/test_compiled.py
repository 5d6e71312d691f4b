"""A query put together once answers each call for that call's values, in one round trip."""

import uuid

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from portfolios.models import Portfolio, PortfolioTemplate, Post, PostQuerySet
from spacesedu.lib.compiled import CompiledQuery, CompiledRows, any_of
from tests.world import World


def _of(ids: list[uuid.UUID], district: uuid.UUID) -> "QuerySet[Portfolio, tuple[uuid.UUID]]":
    found = Portfolio.objects.filter(any_of("pk", ids), district=district)
    return found.order_by("pk").values_list("pk")


def test_each_call_is_answered_for_its_own_values(world: World) -> None:
    asked = CompiledQuery(_of, [uuid.uuid4()], uuid.uuid4())
    mine, other = world.portfolio, world.other.portfolio
    both = [mine.pk, other.pk]

    assert asked(both, mine.district_id) == [(mine.pk,)]
    assert asked(both, other.district_id) == [(other.pk,)]
    assert asked([mine.pk], other.district_id) == []
    assert asked([], mine.district_id) == []


def test_a_call_is_one_query_and_postgresql_plans_it_once(world: World) -> None:
    asked = CompiledQuery(_of, [uuid.uuid4()], uuid.uuid4())
    mine = world.portfolio
    for _ in range(7):
        with CaptureQueriesContext(connection) as ours:
            asked([mine.pk], mine.district_id)
        assert len(ours) == 1

    [(statement, calls)] = _prepared("ANY")
    assert "$2" in statement
    assert calls == 7


def test_what_each_call_has_in_common_stands_in_the_sql(world: World) -> None:
    title = '100 % "real" – it\'s %s'
    PortfolioTemplate.objects.filter(pk=world.template.pk).update(name=title)
    asked = CompiledQuery(
        lambda pk: Portfolio.objects.filter(template__name=title, pk=pk).values_list("pk"),
        uuid.uuid4(),
    )

    assert asked(world.portfolio.pk) == [(world.portfolio.pk,)]
    assert asked(world.other.portfolio.pk) == []


def test_rows_come_as_the_queryset_makes_them_annotations_and_all(world: World) -> None:
    def of(portfolio: uuid.UUID) -> PostQuerySet:
        links = JSONObject(title=F("title"), pk=F("pk"))
        return Post.objects.filter(portfolio=portfolio).annotate(made=links).in_order()

    [row] = CompiledRows[Post](of, uuid.uuid4()).rows(world.portfolio.pk)
    [made] = of(world.portfolio.pk)

    assert row.__dict__.keys() == made.__dict__.keys()
    assert {name: value for name, value in row.__dict__.items() if name != "_state"} == {
        name: value for name, value in made.__dict__.items() if name != "_state"
    }
    assert (row._state.adding, row._state.db) == (False, "default")


def _prepared(part: str) -> list[tuple[str, int]]:
    """Return what PostgreSQL keeps plans of in this connection, and how often it was asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements"
            " WHERE position(%s in statement) > 0",
            [part],
        )
        rows: list[tuple[str, int]] = cursor.fetchall()
        return rows


def test_a_sample_that_never_reaches_the_sql_is_refused(world: World) -> None:
    """Or its value would be left out of every call without a word."""
    forgotten = CompiledQuery(
        lambda ids, _unused: _of(ids, world.district.pk), [uuid.uuid4()], uuid.uuid4()
    )
    with pytest.raises(AssertionError, match="not in the SQL"):
        forgotten([world.portfolio.pk], uuid.uuid4())
