"""A parent follows the link of an invitation and accepts it."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from districts.models import AuditEvent, User
from families.actions import answer
from families.actions.errors import NotForYouError
from families.models import FamilyInvitation, InvitationState, SchoolAssociation
from spacesedu.lib import clock
from tests import factories as make
from tests.families.conftest import FORM, PASSWORD, link, state_of
from tests.links import send
from tests.world import World


def children(user: User) -> int:
    return SchoolAssociation.objects.active().filter(contact__user=user).count()


def account(invitation: FamilyInvitation) -> User:
    """Give the invitation's address an account."""
    user: User = make.UserFactory.create(email=invitation.contact.email_key)
    make.EmailAddressFactory.create(user=user)
    return user


def test_the_link_leaves_the_address_bar_before_anything_is_shown(
    client: Client, invitation: FamilyInvitation
) -> None:
    response = client.get(link(invitation))
    assert (response.status_code, response["Location"]) == (302, "/invitations/")
    assert "no-store" in response["Cache-Control"]


def test_the_link_works_in_upper_case_too(client: Client, invitation: FamilyInvitation) -> None:
    token = link(invitation).split("/")[2]
    assert client.get(f"/invitations/{token.upper()}/").status_code == 302


def test_the_session_keeps_nothing_that_opens_a_door(
    father: Client, invitation: FamilyInvitation
) -> None:
    token = link(invitation).split("/")[2]
    assert token not in str(dict(father.session))


def test_the_page_names_the_school_and_no_child(father: Client, world: World) -> None:
    response = father.get("/invitations/")
    assert "Maple School" in response.text
    assert world.classmate.last_name not in response.text
    assert world.classmate.first_name not in response.text
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_a_parent_without_an_account_makes_one_and_follows_the_child(
    father: Client, invitation: FamilyInvitation
) -> None:
    assert send(father, "/invitations/accept/", FORM).status_code == 302
    user = User.objects.get(email=invitation.contact.email)
    assert children(user) == 1
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    assert father.session["_auth_user_id"] == str(user.pk)
    assert state_of(invitation) is InvitationState.ACCEPTED
    assert AuditEvent.objects.get(verb="family.accepted").actor_user_id == user.pk


def test_the_new_parent_arrives_at_their_home(father: Client) -> None:
    response = send(father, "/invitations/accept/", FORM, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "follow the work" in response.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short"},
        {"password": ""},
        {"password": "1q2w3e4r5t6y7u8i9o0p"},
        {"name": ""},
    ],
)
def test_a_form_that_is_not_right_uses_nothing_up(
    father: Client, invitation: FamilyInvitation, wrong: dict[str, str]
) -> None:
    response = send(father, "/invitations/accept/", {**FORM, **wrong})
    assert response.status_code == 200
    assert not User.objects.filter(email=invitation.contact.email).exists()
    assert state_of(invitation) is InvitationState.OPENED


def test_a_mail_scanner_opens_it_three_times_and_the_parent_accepts(
    invitation: FamilyInvitation,
) -> None:
    for _ in range(3):
        scanner = Client()
        scanner.head(link(invitation))
        assert scanner.get(link(invitation), follow=True).status_code == 200
    invitation.refresh_from_db()
    first = invitation.opened_at
    parent = Client()
    parent.get(link(invitation))
    assert send(parent, "/invitations/accept/", FORM).status_code == 302
    assert state_of(invitation) is InvitationState.ACCEPTED
    assert invitation.opened_at == first


def test_the_second_click_says_that_it_was_accepted(
    father: Client, invitation: FamilyInvitation
) -> None:
    send(father, "/invitations/accept/", FORM)
    assert "already accepted" in father.get(link(invitation), follow=True).text
    assert send(father, "/invitations/accept/", FORM).status_code == 302
    assert User.objects.filter(email=invitation.contact.email).count() == 1


def test_whoever_has_an_account_signs_in_first(
    father: Client, invitation: FamilyInvitation
) -> None:
    user = account(invitation)
    page = father.get("/invitations/")
    assert page.context["state"] == "known"
    assert "next=/invitations/" in page.context["sign_in_url"].replace("%2F", "/")
    assert send(father, "/invitations/accept/", FORM).status_code == 302
    assert children(user) == 0


def test_signed_in_with_that_address_one_press_is_enough(
    father: Client, invitation: FamilyInvitation
) -> None:
    user = account(invitation)
    father.force_login(user)
    father.get(link(invitation))
    send(father, "/invitations/accept/")
    assert children(user) == 1
    assert father.session["role"] == "family"


def test_after_signing_in_the_invitation_is_still_there(
    father: Client, invitation: FamilyInvitation
) -> None:
    user = account(invitation)
    user.set_password(PASSWORD)
    user.save()
    way = father.get("/invitations/").context["sign_in_url"]
    page = father.post(way, {"login": user.email, "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == "/invitations/"
    assert page.context["state"] == "owner"
    send(father, "/invitations/accept/")
    assert children(user) == 1


def test_an_address_somebody_has_not_confirmed_is_not_theirs(
    father: Client, invitation: FamilyInvitation, world: World
) -> None:
    make.EmailAddressFactory.create(
        user=world.family.user,
        email=invitation.contact.email_key,
        verified=False,
        primary=False,
    )
    father.force_login(world.family.user)
    assert father.get(link(invitation), follow=True).context["state"] == "other"
    with pytest.raises(NotForYouError):
        answer.accept(invitation_id=invitation.pk, by=world.family.user, at=clock.now())


def test_signed_in_as_somebody_else_one_is_told_and_can_switch(
    client: Client, invitation: FamilyInvitation, world: World
) -> None:
    client.force_login(world.teacher.user)
    page = client.get(link(invitation), follow=True)
    assert page.context["state"] == "other"
    assert str(world.teacher.user) in page.text
    send(client, "/invitations/accept/", FORM)
    assert state_of(invitation) is InvitationState.OPENED
    page = client.post("/invitations/switch/", follow=True)
    assert page.context["state"] == "new"
    assert "_auth_user_id" not in client.session


def test_a_new_child_of_somebody_with_an_account_needs_one_more_acceptance(
    client: Client, world: World
) -> None:
    second = make.SchoolAssociationFactory.create(
        contact=world.contact, student=world.classmate, started_at=None
    )
    invitation = make.FamilyInvitationFactory.create(contact=world.contact)
    assert second.state() == "invited"
    client.force_login(world.family.user)
    assert client.get(link(invitation), follow=True).context["state"] == "owner"
    send(client, "/invitations/accept/")
    second.refresh_from_db()
    assert second.state() == "active"


def test_a_barred_child_does_not_start(
    father: Client, invitation: FamilyInvitation, world: World
) -> None:
    other = make.SchoolAssociationFactory.create(
        contact=invitation.contact, student=world.student_record, started_at=None
    )
    make.BarFactory.create(contact=invitation.contact, student=world.student_record)
    assert father.get("/invitations/").context["children_count"] == 1
    send(father, "/invitations/accept/", FORM)
    other.refresh_from_db()
    assert other.started_at is None


def test_an_answer_given_in_one_tab_is_never_one_for_the_link_of_another(
    father: Client, invitation: FamilyInvitation, world: World
) -> None:
    asked = father.session["invitation"][0]
    other = world.other.invitation
    father.get(link(other))
    for verb in ("accept", "decline", "disown"):
        page = father.post(f"/invitations/{verb}/", {**FORM, "link": asked}, follow=True)
        assert "Another link was opened here" in page.text
    for one in (invitation, other):
        one.refresh_from_db()
        assert (one.accepted_at, one.declined_at, one.disowned_at) == (None, None, None)
