"""An administrator's home: what waits for them, then how many there are, each a way to the list."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from districts.models import StaffRoleKind
from families.models import FamilyInvitation
from tests import factories as make
from tests.districts.staffing import imported
from tests.world import World

HEADING = "Waiting for you"
CALM = "Nothing waits for you."
OFFICE = ["admin", "limited", "principal", "counsellor"]


def home(client: Client, world: World, persona: str) -> str:
    client.force_login(getattr(world, persona).user)
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def figures(page: str) -> dict[str, int]:
    found = re.findall(r'stat__label">(.*?)</dt> <dd class="stat__number"> (\d+)', page)
    return {re.sub("<.*?>", "", label).strip(): int(value) for label, value in found}


@pytest.mark.parametrize("persona", OFFICE)
def test_on_a_quiet_day_one_sentence_says_so(client: Client, world: World, persona: str) -> None:
    assert CALM in home(client, world, persona)


@pytest.mark.parametrize("persona", ["teacher", "student", "family", "support"])
def test_nothing_of_the_office_waits_for_the_others(
    client: Client, world: World, persona: str
) -> None:
    imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    assert HEADING not in home(client, world, persona)


@pytest.mark.parametrize(("persona", "asked"), [("admin", True), ("limited", False)])
def test_an_administrator_to_approve_waits_for_whoever_may(
    client: Client, world: World, persona: str, *, asked: bool
) -> None:
    imported(world.maple, kind=StaffRoleKind.SCHOOL_ADMIN)
    page = home(client, world, persona)
    assert ("1 administrator waits for your approval." in page) is asked
    assert ("/staff/?state=waiting" in page) is asked


@pytest.mark.parametrize("persona", OFFICE)
def test_invitations_that_reach_nobody_wait_for_the_office(
    client: Client, world: World, persona: str
) -> None:
    FamilyInvitation.objects.update(bounced_at=world.now)
    page = home(client, world, persona)
    assert "1 invitation has bounced." in page
    assert "/family/?status=bounced" in page
    FamilyInvitation.objects.update(expires_at=world.now)
    page = home(client, world, persona)
    assert "1 invitation has expired." in page
    assert "/family/?status=expired" in page


def test_an_import_that_stopped_waits_until_a_later_one_went_through(
    client: Client, world: World
) -> None:
    failed = make.ImportRunFactory.create(
        connection=world.connection,
        received_at=world.now - timedelta(hours=1),
        failed_at=world.now,
    )
    assert f"/imports/{failed.pk}/" in home(client, world, "admin")
    assert CALM in home(client, world, "principal")
    make.ImportRunFactory.create(connection=world.connection, received_at=world.now)
    assert CALM in home(client, world, "admin")


def test_family_members_are_counted_as_connected_and_as_invited(
    client: Client, world: World
) -> None:
    counted = figures(home(client, world, "counsellor"))
    assert counted["Family members connected"] == 1
    assert counted["Family members invited"] == 1
    assert "Classes" not in counted
    assert "Staff" not in counted
