"""New since you looked: what a visit is, what counts as new, and to whom."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portfolios.actions.looks import note_look
from portfolios.models import Look
from portfolios.reading.looks import since
from tests import factories as make
from tests.portfolios.talking import everybody_by_name, news_of
from tests.world import Person, World

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
MINUTE = timedelta(minutes=1)


def look(world: World, who: Person, at: datetime) -> datetime | None:
    """Let somebody look at Sunny's portfolio."""
    return since(who.actor, world.portfolio, at)


def news(world: World, who: Person) -> tuple[int, int]:
    """Return how many posts and comments in Sunny's portfolio are new to somebody."""
    return news_of(world.portfolio, who.actor)


@pytest.fixture
def quiet(world: World) -> World:
    """Leave only what was there long before."""
    post = world.post
    post.created_at = post.updated_at = MONDAY - timedelta(days=9)
    post.save()
    return world


def test_the_first_visit_marks_nothing_and_the_next_what_came_between(world: World) -> None:
    assert look(world, world.teacher, MONDAY) is None
    assert look(world, world.teacher, MONDAY + 20 * MINUTE) is None
    assert look(world, world.teacher, TUESDAY) == MONDAY + 20 * MINUTE


def test_what_was_new_stays_marked_while_somebody_reads_on(world: World) -> None:
    look(world, world.teacher, MONDAY)
    for minutes in (0, 25, 50, 75):
        assert look(world, world.teacher, TUESDAY + minutes * MINUTE) == MONDAY


def test_reading_on_within_a_minute_writes_nothing(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    look(world, world.teacher, MONDAY)
    with django_assert_num_queries(1):
        look(world, world.teacher, MONDAY + MINUTE / 2)
    assert Look.objects.get().looked_at == MONDAY


def test_a_clock_that_lags_behind_takes_nothing_back(world: World) -> None:
    look(world, world.teacher, TUESDAY)
    note_look(portfolio_id=world.portfolio.pk, user_id=world.teacher.user.pk, at=MONDAY)
    assert Look.objects.get().looked_at == TUESDAY


def test_a_glance_that_is_not_noted_marks_the_same_and_leaves_it_new(world: World) -> None:
    look(world, world.teacher, MONDAY)
    glance = since(world.teacher.actor, world.portfolio, TUESDAY, noted=False)
    assert glance == MONDAY
    assert Look.objects.get().looked_at == MONDAY


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        *((name, True) for name in ("admin", "limited", "principal", "counsellor", "teacher")),
        ("student", True),
        ("family", False),
        ("reader", False),
    ],
)
def test_looks_are_kept_of_students_and_staff_alone(world: World, name: str, *, kept: bool) -> None:
    look(world, everybody_by_name(world)[name], MONDAY)
    assert Look.objects.exists() is kept


def test_opening_a_portfolio_is_a_look(world: World, client: Client) -> None:
    client.force_login(world.teacher.user)
    client.get(f"/portfolios/{world.portfolio.pk}/")
    assert Look.objects.get().user == world.teacher.user


def test_work_that_lies_beside_the_list_has_not_been_looked_at(
    world: World, client: Client
) -> None:
    client.force_login(world.teacher.user)
    client.get(f"/portfolios/templates/{world.template.pk}/")
    assert not Look.objects.exists()


# ------------------------------------------------------------------------------------ what is new


def test_to_whoever_never_looked_everything_by_others_is_new(world: World) -> None:
    make.CommentFactory.create(post=world.post, author=world.student.user)
    assert news(world, world.teacher) == (1, 1)
    assert news(world, world.student) == (0, 0)


def test_a_post_and_its_edit_are_one_thing_that_is_new(quiet: World) -> None:
    look(quiet, quiet.teacher, MONDAY)
    assert news(quiet, quiet.teacher) == (0, 0)

    make.PostFactory.create(
        portfolio=quiet.portfolio, author=quiet.student.user, updated_at=TUESDAY
    )
    assert news(quiet, quiet.teacher) == (1, 0)
    change(quiet, by=quiet.student, at=TUESDAY)
    assert news(quiet, quiet.teacher) == (2, 0)


def test_what_one_did_oneself_is_not_new(quiet: World) -> None:
    look(quiet, quiet.teacher, MONDAY)
    change(quiet, by=quiet.teacher, at=TUESDAY)
    make.CommentFactory.create(post=quiet.post, author=quiet.teacher.user, created_at=TUESDAY)

    assert news(quiet, quiet.teacher) == (0, 0)
    look(quiet, quiet.student, MONDAY)
    assert news(quiet, quiet.student) == (1, 1)


def test_what_was_deleted_is_not_new(quiet: World) -> None:
    look(quiet, quiet.teacher, MONDAY)
    later = {"created_at": TUESDAY, "author": quiet.student.user}
    make.CommentFactory.create(post=quiet.post, deleted_at=TUESDAY, **later)
    gone = make.PostFactory.create(
        portfolio=quiet.portfolio, updated_at=TUESDAY, deleted_at=TUESDAY
    )
    make.CommentFactory.create(post=gone, **later)
    assert news(quiet, quiet.teacher) == (0, 0)


def test_to_families_and_support_nothing_is_new(world: World) -> None:
    make.CommentFactory.create(post=world.post)
    assert news(world, world.family) == (0, 0)
    assert news(world, world.reader) == (0, 0)


def change(world: World, *, by: Person, at: datetime) -> None:
    """Let somebody change Sunny's post."""
    world.post.updated_at, world.post.updated_by = at, by.user
    world.post.save()
