"""Long lists, page by page: nobody is skipped, nobody comes twice."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.models import School
from spacesedu.lib.keyset import KeysetPage, page_in_groups, page_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def ask(path: str = "/schools/") -> HttpRequest:
    return RequestFactory().get(path)


def page(url: str, *, descending: bool = False, size: int = 3) -> KeysetPage[School]:
    rows = School.objects.all()
    return page_of(rows, ask(url), among=rows, by=("name", "id"), descending=descending, size=size)


def walk(*, descending: bool, size: int) -> tuple[list[School], list[School]]:
    """Return everybody met on the way there, and on the way back."""
    found = page("/schools/", descending=descending, size=size)
    there = list(found.rows)
    while found.next_url:
        found = page(found.next_url, descending=descending, size=size)
        there += found.rows
    back = list(found.rows)
    while found.previous_url:
        found = page(found.previous_url, descending=descending, size=size)
        back = [*found.rows, *back]
    return there, back


@given(
    names=st.lists(st.sampled_from(["", "Cedar", "Maple"]), max_size=9),
    descending=st.booleans(),
    size=st.integers(1, 4),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_walking_there_and_back_meets_everybody_once(
    names: list[str],
    descending: bool,  # noqa: FBT001 -- drawn by hypothesis
    size: int,
) -> None:
    School.objects.all().delete()
    for number, name in enumerate(names):
        make.SchoolFactory.create(code=str(number), name=name)
    expected = sorted(School.objects.all(), key=lambda row: (row.name, row.pk), reverse=descending)
    there, back = walk(descending=descending, size=size)
    assert there == back == expected


@given(
    codes=st.lists(st.sampled_from(["b", "a", "c", "d"]), max_size=9),
    size=st.integers(1, 4),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_groups_follow_each_other_in_the_order_that_was_asked_for(
    codes: list[str], size: int
) -> None:
    School.objects.all().delete()
    for number, name in enumerate(codes):
        make.SchoolFactory.create(code=str(number), name=name)
    order = ["c", "a", "b"]
    rows = School.objects.all()

    def look(url: str) -> KeysetPage[School]:
        return page_in_groups(
            rows, ask(url), among=rows, group=("name", order), by=("id",), size=size
        )

    found = look("/schools/")
    there = list(found.rows)
    while found.next_url:
        found = look(found.next_url)
        there += found.rows
    back = list(found.rows)
    while found.previous_url:
        found = look(found.previous_url)
        back = [*found.rows, *back]
    listed = [row for row in rows if row.name in order]
    expected = sorted(listed, key=lambda row: (order.index(row.name), row.pk))
    assert there == back == expected


def test_the_rest_of_the_address_is_kept() -> None:
    for name in ("Birch", "Cedar"):
        make.SchoolFactory.create(name=name)
    found = page("/schools/?q=a&after=nothing&page=4", size=1)
    assert found.next_url == f"/schools/?q=a&after={found.rows[0].pk}"


def test_an_id_that_nobody_has_is_the_first_page() -> None:
    birch = make.SchoolFactory.create(name="Birch")
    assert page(f"/schools/?after={birch.district_id}").rows == [birch]


def test_a_row_that_has_left_the_filter_still_marks_the_place() -> None:
    birch, cedar, maple = (make.SchoolFactory.create(name=n) for n in ("Birch", "Cedar", "Maple"))
    rest = School.objects.exclude(pk=cedar.pk)
    found = page_of(
        rest, ask(f"/?after={cedar.pk}"), among=School.objects.all(), by=("name", "id"), size=1
    )
    assert found.rows == [maple]
    assert birch not in found.rows
