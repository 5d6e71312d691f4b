"""The cast itself: what the tests take for granted."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from districts.acting import actors_of
from portfolios.models import Portfolio
from tests import world as the
from tests.world import World, everybody


def test_each_persons_actor_is_the_one_their_rows_give(world: World) -> None:
    for person in everybody(world):
        reads = [world.reader.actor] if person is world.support else []
        assert actors_of(person.user) == [person.actor, *reads]


def test_nobody_has_an_account_and_no_role(world: World) -> None:
    assert actors_of(world.nobody.user) == actors_of(world.other.nobody.user) == []


def test_the_pupil_signs_in_with_a_username_and_has_no_address(world: World) -> None:
    assert world.pupil.user.username == "gold-trail:pupil"
    assert not EmailAddress.objects.filter(user=world.pupil.user).exists()


def test_each_row_belongs_to_one_district(world: World) -> None:
    connection.check_constraints()


def test_every_gate_is_open_for_every_portfolio(world: World) -> None:
    assert Portfolio.objects.open_to_url(world.now).active().count() == 6


def test_no_name_occurs_in_both_districts(world: World) -> None:
    assert not world.names & world.other.names


@pytest.mark.django_db
def test_the_world_takes_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(24):
        the.build()
