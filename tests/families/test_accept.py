"""A parent follows the link of an invitation and accepts it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from districts.models import AuditEvent, Feature, FeatureApproval, User
from families.actions import answer
from families.actions.errors import NotForYouError
from families.models import FamilyInvitation, InvitationState, SchoolAssociation
from spacesedu.lib import clock, tokens
from tests import factories as make
from tests.families.conftest import PASSWORD, link
from tests.world import World

FORM = {"name": "Frank Father", "password": PASSWORD}


def children(user: User) -> int:
    return SchoolAssociation.objects.active().filter(contact__user=user).count()


def state_of(invitation: FamilyInvitation) -> InvitationState:
    invitation.refresh_from_db()
    return invitation.state(clock.now())


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
    assert father.post("/invitations/accept/", FORM).status_code == 302
    user = User.objects.get(email=invitation.contact.email)
    assert children(user) == 1
    assert EmailAddress.objects.filter(user=user, verified=True, primary=True).exists()
    assert father.session["_auth_user_id"] == str(user.pk)
    assert state_of(invitation) is InvitationState.ACCEPTED
    assert AuditEvent.objects.get(verb="family.accepted").actor_user_id == user.pk


def test_the_new_parent_arrives_at_their_home(father: Client) -> None:
    response = father.post("/invitations/accept/", FORM, follow=True)
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
    response = father.post("/invitations/accept/", {**FORM, **wrong})
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
    assert parent.post("/invitations/accept/", FORM).status_code == 302
    assert state_of(invitation) is InvitationState.ACCEPTED
    assert invitation.opened_at == first


def test_the_second_click_says_that_it_was_accepted(
    father: Client, invitation: FamilyInvitation
) -> None:
    father.post("/invitations/accept/", FORM)
    assert "already accepted" in father.get(link(invitation), follow=True).text
    assert father.post("/invitations/accept/", FORM).status_code == 302
    assert User.objects.filter(email=invitation.contact.email).count() == 1


def test_whoever_has_an_account_signs_in_first(
    father: Client, invitation: FamilyInvitation
) -> None:
    user = account(invitation)
    page = father.get("/invitations/")
    assert page.context["state"] == "known"
    assert "next=/invitations/" in page.context["sign_in_url"].replace("%2F", "/")
    assert father.post("/invitations/accept/", FORM).status_code == 302
    assert children(user) == 0


def test_signed_in_with_that_address_one_press_is_enough(
    father: Client, invitation: FamilyInvitation
) -> None:
    user = account(invitation)
    father.force_login(user)
    father.get(link(invitation))
    father.post("/invitations/accept/")
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
    assert page.context["state"] == "member"
    father.post("/invitations/accept/")
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
    client.post("/invitations/accept/", FORM)
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
    assert client.get(link(invitation), follow=True).context["state"] == "member"
    client.post("/invitations/accept/")
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
    father.post("/invitations/accept/", FORM)
    other.refresh_from_db()
    assert other.started_at is None


ENDS = [
    ({"revoked_at": "now"}, 410, "took it back"),
    ({"declined_at": "now"}, 200, "declined"),
    ({"disowned_at": "now"}, 200, "not for you"),
    ({"expires_at": "now"}, 410, "too old"),
]


@pytest.mark.parametrize(("fact", "status", "words"), ENDS)
def test_an_invitation_that_has_ended_says_so_and_cannot_be_accepted(
    father: Client, invitation: FamilyInvitation, fact: dict[str, str], status: int, words: str
) -> None:
    FamilyInvitation.objects.filter(pk=invitation.pk).update(**dict.fromkeys(fact, clock.now()))
    father.post("/invitations/accept/", FORM)
    page = father.get("/invitations/")
    assert (page.status_code, words in page.text) == (status, True)
    assert not User.objects.filter(email=invitation.contact.email).exists()


def test_an_invitation_an_import_has_ended_says_so(
    father: Client, invitation: FamilyInvitation, world: World
) -> None:
    run = make.ImportRunFactory.create(connection=world.connection)
    FamilyInvitation.objects.filter(pk=invitation.pk).update(ended_by_run=run)
    assert "records have changed" in father.get("/invitations/").text


def test_a_newer_invitation_to_another_address_ends_the_older_one(
    father: Client, invitation: FamilyInvitation
) -> None:
    FamilyInvitation.objects.filter(pk=invitation.pk).update(revoked_at=clock.now())
    make.FamilyInvitationFactory.create(contact=invitation.contact)
    assert father.get(link(invitation), follow=True).status_code == 410


@pytest.mark.parametrize("feature", [Feature.FAMILY_ACCOUNTS, Feature.ASSOCIATIONS])
def test_while_a_feature_is_off_nothing_is_accepted_and_afterwards_it_works_again(
    father: Client, invitation: FamilyInvitation, world: World, feature: Feature
) -> None:
    approvals = FeatureApproval.objects.filter(district=world.district, feature=feature)
    approvals.update(ended_at=clock.now())
    assert "paused" in father.get("/invitations/").text
    father.post("/invitations/accept/", FORM)
    assert state_of(invitation) is InvitationState.OPENED
    approvals.update(ended_at=None)
    father.post("/invitations/accept/", FORM)
    assert state_of(invitation) is InvitationState.ACCEPTED


def test_decline_ends_it_for_all_children(father: Client, invitation: FamilyInvitation) -> None:
    page = father.post("/invitations/decline/", follow=True)
    assert "You declined it" in page.text
    row = SchoolAssociation.objects.get(contact=invitation.contact)
    assert row.end_reason == "declined"
    assert AuditEvent.objects.filter(verb="family.declined").exists()


def test_this_is_not_me_ends_it_and_leaves_a_trace(
    father: Client, invitation: FamilyInvitation
) -> None:
    father.post("/invitations/disown/")
    row = SchoolAssociation.objects.get(contact=invitation.contact)
    assert row.end_reason == "disowned"
    assert state_of(invitation) is InvitationState.DISOWNED
    assert AuditEvent.objects.filter(verb="family.disowned").exists()


def changed(token: str) -> str:
    return token[:5] + ("0" if token[5] != "0" else "1") + token[6:]


@pytest.mark.parametrize(
    "spoil",
    [
        changed,
        lambda token: token[:-1],
        lambda token: token + "0",
        lambda token: token[:10] + "%2e%2e%2f",
        lambda token: token[:10] + "%00",
        lambda token: "é" * len(token),
    ],
)
def test_what_is_no_token_is_404(
    client: Client, invitation: FamilyInvitation, spoil: object
) -> None:
    assert callable(spoil)
    token = link(invitation).split("/")[2]
    assert client.get(f"/invitations/{spoil(token)}/").status_code == 404


def test_a_share_links_token_opens_no_invitation(client: Client, world: World) -> None:
    share = tokens.token("share-link", world.invitation.secret)
    assert client.get(f"/invitations/{share}/").status_code == 404


def test_the_page_alone_asks_for_the_link(client: Client, db: None) -> None:
    assert client.get("/invitations/").status_code == 404
    for verb in ("accept", "decline", "disown"):
        assert client.post(f"/invitations/{verb}/").status_code == 404


@pytest.mark.parametrize("verb", ["accept", "decline", "disown", "switch"])
def test_looking_never_answers(father: Client, verb: str) -> None:
    assert father.get(f"/invitations/{verb}/").status_code == 405


def test_an_invitation_works_for_thirty_days_and_not_a_moment_longer(
    invitation: FamilyInvitation,
) -> None:
    last = invitation.expires_at - timedelta(microseconds=1)
    assert invitation.state(last) is InvitationState.SENT
    assert invitation.state(invitation.expires_at) is InvitationState.EXPIRED
