"""An administrator's home: what waits for them, then how many there are, each a way to the list."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from families.models import FamilyInvitation
from tests import factories as make
from tests.world import World

SOMETHING = "Waiting for you"
CALM = "Nothing waits for you."


def home(client: Client, world: World, persona: str) -> str:
    client.force_login(getattr(world, persona).user)
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def figures(page: str) -> dict[str, int]:
    found = re.findall(r'stat__label">(.*?)</dt> <dd class="stat__number"> (\d+)', page)
    return {re.sub("<.*?>", "", label).strip(): int(value) for label, value in found}


@pytest.mark.parametrize("persona", ["admin", "limited", "principal", "counsellor"])
def test_whoever_nothing_waits_for_reads_so(
    client: Client, world: World, persona: str
) -> None:
    FamilyInvitation.objects.all().delete()
    world.contact.school_associations.filter(started_at=None).delete()
    assert CALM in home(client, world, persona)


@pytest.mark.parametrize("persona", ["teacher", "student", "family", "support"])
def test_nothing_of_the_office_waits_for_the_others(
    client: Client, world: World, persona: str
) -> None:
    assert SOMETHING not in home(client, world, persona)
