"""Student and teacher pressing Share at the same instant get one link."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from districts.actor import Actor
from sharing import actions
from sharing.models import ShareLink
from tests.world import World, build

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
ROUNDS = 12


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_link() -> None:
    world = build()
    for _ in range(ROUNDS):
        ShareLink.objects.filter(portfolio=world.portfolio).delete()
        links = _at_once(world, [world.student.actor, world.teacher.actor])
        assert len(set(links)) == 1
        assert ShareLink.objects.filter(portfolio=world.portfolio).count() == 1


def _at_once(world: World, people: list[Actor]) -> list[object]:
    start = Barrier(len(people))

    def press(who: Actor) -> object:
        try:
            start.wait()
            return actions.open_menu(portfolio_id=world.portfolio.pk, by=who, at=NOW).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(press, people))
