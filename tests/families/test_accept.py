"""A parent follows the link of an invitation and accepts it."""

from allauth.account.models import EmailAddress
from django.test import Client

from districts.models import User
from families.models import FamilyInvitation, InvitationState, SchoolAssociation
from spacesedu.lib import clock
from tests.families.conftest import PASSWORD, link
from tests.world import World

FORM = {"name": "Frank Father", "password": PASSWORD}


def children(user: User) -> int:
    return SchoolAssociation.objects.active().filter(contact__user=user).count()


def test_the_link_leaves_the_address_bar_before_anything_is_shown(
    client: Client, invitation: FamilyInvitation
) -> None:
    response = client.get(link(invitation))
    assert (response.status_code, response["Location"]) == (302, "/invitations/")


def test_the_page_names_the_school_and_no_child(father: Client, world: World) -> None:
    page = father.get("/invitations/").text
    assert "Maple School" in page
    assert world.classmate.last_name not in page
    assert world.classmate.first_name not in page


def test_a_parent_without_an_account_makes_one_and_follows_the_child(
    father: Client, invitation: FamilyInvitation
) -> None:
    response = father.post("/invitations/accept/", FORM)
    assert response.status_code == 302, response.text
    user = User.objects.get(email=invitation.contact.email)
    assert children(user) == 1
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    assert father.session["_auth_user_id"] == str(user.pk)
    invitation.refresh_from_db()
    assert invitation.state(clock.now()) is InvitationState.ACCEPTED


def test_the_new_parent_arrives_at_their_home(father: Client) -> None:
    response = father.post("/invitations/accept/", FORM, follow=True)
    assert response.status_code == 200
    assert "follow the work" in response.text
