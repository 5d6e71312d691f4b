"""A card is revoked while whoever found it signs in, each on a connection of their own."""

from functools import partial

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client

from districts.actions.cards import revoke_cards
from spacesedu.lib import clock
from tests.districts.cards import given, path_of
from tests.districts.test_cards_at_once import at_once
from tests.links import send
from tests.world import World

ROUNDS = 6
FINDERS = 3


@pytest.mark.django_db(transaction=True)
def test_nobody_who_signs_in_while_the_card_is_revoked_stays_in(world: World) -> None:
    for _ in range(ROUNDS):
        cache.clear()
        card = given(world)
        finders = [Client(raise_request_exception=False) for _ in range(FINDERS)]
        for finder in finders:
            finder.get(path_of(card))

        ids = [card.student_id]
        revoking = partial(revoke_cards, student_ids=ids, by=world.admin.actor, at=clock.now())
        at_once(revoking, *(partial(send, finder, "/card/sign-in/") for finder in finders))
        for finder in finders:
            assert not get_user(finder.get("/").wsgi_request).is_authenticated
