"""Who stands at the door of an invitation."""

import pytest
from django.test import Client

from families.models import FamilyInvitation, InvitationState
from spacesedu.lib import clock
from tests.world import World

PASSWORD = "a long walk by the creek"  # noqa: S105 -- opens nothing but a test's database

FORM = {"name": "Frank Father", "password": PASSWORD}


def state_of(invitation: FamilyInvitation) -> InvitationState:
    """Return the state as the database has it now."""
    invitation.refresh_from_db()
    return invitation.state(clock.now())


def link(invitation: FamilyInvitation) -> str:
    """Return the path of an invitation's address."""
    return f"/invitations/{invitation.token}/"


@pytest.fixture
def invitation(world: World) -> FamilyInvitation:
    """The classmate's father's, who has no account."""
    return world.invitation


@pytest.fixture
def father(client: Client, invitation: FamilyInvitation) -> Client:
    """The father's browser, after he has followed the link."""
    response = client.get(link(invitation))
    assert response.status_code == 302
    return client


@pytest.fixture
def office(client: Client, world: World) -> Client:
    """The browser of the School Admin at Maple School."""
    client.force_login(world.principal.user)
    return client
