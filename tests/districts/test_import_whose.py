"""Whose an import is when its connection speaks of other schools by now."""

import pytest
from django.test import Client

from spacesedu.lib import clock
from tests import factories as make
from tests.world import World

pytestmark = pytest.mark.django_db

LIST = "/imports/connections/"


def test_what_came_before_a_connection_was_limited_stays_the_districts(
    client: Client, world: World
) -> None:
    before = make.ImportRunFactory.create(connection=world.connection, received_at=world.now)
    client.force_login(world.admin.user)
    scope = {"name": world.connection.name, "scope": [str(world.maple.pk)]}
    client.post(f"{LIST}{world.connection.pk}/", scope)
    after = make.ImportRunFactory.create(connection=world.connection, received_at=clock.now())
    assert client.get(f"/imports/{before.pk}/").status_code == 200

    client.force_login(world.principal.user)

    assert client.get(f"/imports/{after.pk}/").status_code == 200
    for page in ("", "changes/", "problems/", "undo/"):
        assert client.get(f"/imports/{before.pk}/{page}").status_code == 404
