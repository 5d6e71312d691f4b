"""What is over is thrown out every hour; what counts stays."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client

from districts.housekeeping import throw_out
from spacesedu.lib import clock
from tests.world import World


def test_old_sessions_go_with_their_places_and_living_ones_stay(world: World) -> None:
    old, new = Client(), Client()
    for client, person in ((old, world.teacher), (new, world.family)):
        client.force_login(person.user)
        client.get("/")
    Session.objects.filter(pk=old.session.session_key).update(
        expire_date=clock.now() - timedelta(seconds=1)
    )
    throw_out(at=clock.now())
    assert [row.pk for row in Session.objects.all()] == [new.session.session_key]
    assert [row.user for row in UserSession.objects.all()] == [world.family.user]


def test_expired_throttles_go_and_the_others_count_on(db: None) -> None:
    cache.clear()
    cache.set("over", 1, 60)
    cache.set("counts", 1, 3600)
    throw_out(at=clock.now() + timedelta(minutes=5))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        assert [key for (key,) in cursor.fetchall()] == [":1:counts"]
