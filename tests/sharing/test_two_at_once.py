"""Student and teacher pressing at the same instant get one link, the same for both."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import TypedDict

import pytest
from django.db import connection

from districts.actor import Actor
from sharing import actions
from sharing.models import ShareLink
from sharing.queries import newest_link
from spacesedu.lib import clock
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 20

type Press = Callable[[Actor], object]


class Pressed(TypedDict):
    """Whose link, who presses, and when they begin."""

    portfolio_id: uuid.UUID
    by: Actor
    at: datetime


def test_two_who_press_share_make_one_link(world: World) -> None:
    for _ in range(ROUNDS):
        ShareLink.objects.filter(portfolio=world.portfolio).delete()
        shown = _at_once(world, lambda who: actions.open_menu(**_by(world, who)).pk)
        assert len(set(shown)) == 1
        assert ShareLink.objects.filter(portfolio=world.portfolio).count() == 1


def test_two_who_press_new_link_leave_one_that_works_and_the_menu_shows_it(world: World) -> None:
    for _ in range(ROUNDS):
        made = _at_once(world, lambda who: actions.new_link(**_by(world, who)).pk)
        living = ShareLink.objects.not_closed().get(portfolio=world.portfolio)
        assert living.pk in made
        assert newest_link(world.portfolio.pk) == living


def test_one_who_turns_off_while_the_other_resets_has_turned_it_off(world: World) -> None:
    def press(who: Actor) -> None:
        if who == world.student.actor:
            actions.turn_off(**_by(world, who))
            return
        try:
            actions.reset_expiration(**_by(world, who))
        except actions.NotShareable:
            return

    for _ in range(ROUNDS):
        actions.new_link(**_by(world, world.student.actor))
        _at_once(world, press)
        assert not ShareLink.objects.not_closed().filter(portfolio=world.portfolio).exists()


def _by(world: World, who: Actor) -> Pressed:
    return {"portfolio_id": world.portfolio.pk, "by": who, "at": clock.now()}


def _at_once(world: World, press: Press) -> list[object]:
    people = [world.student.actor, world.teacher.actor]
    start = Barrier(len(people))

    def one(who: Actor) -> object:
        try:
            start.wait()
            return press(who)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people))
