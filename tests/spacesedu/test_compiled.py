"""A query put together once answers each call for that call's values, in one round trip."""

import uuid

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from portfolios.models import Portfolio
from spacesedu.lib.compiled import CompiledQuery, any_of
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


def test_a_call_is_one_query_that_says_what_the_queryset_says(world: World) -> None:
    asked = CompiledQuery(_of, [uuid.uuid4()], uuid.uuid4())
    mine = world.portfolio
    for _ in range(2):
        with CaptureQueriesContext(connection) as ours:
            found = asked([mine.pk], mine.district_id)
        with CaptureQueriesContext(connection) as django:
            assert list(_of([mine.pk], mine.district_id)) == found
        assert [query["sql"] for query in ours] == [query["sql"] for query in django]


def test_a_sample_that_never_reaches_the_sql_is_refused(world: World) -> None:
    """Or its value would be left out of every call without a word."""
    forgotten = CompiledQuery(
        lambda ids, _unused: _of(ids, world.district.pk), [uuid.uuid4()], uuid.uuid4()
    )
    with pytest.raises(AssertionError, match="not in the SQL"):
        forgotten([world.portfolio.pk], uuid.uuid4())
