"""An invitation that was answered, has ended, or never was: a clear page, and nothing accepted."""

from datetime import timedelta

import pytest
from django.test import Client

from districts.models import AuditEvent, Feature, FeatureApproval, User
from families.models import FamilyInvitation, InvitationState, SchoolAssociation
from spacesedu.lib import clock, tokens
from tests import factories as make
from tests.families.conftest import FORM, link, state_of
from tests.links import send
from tests.world import World

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
    send(father, "/invitations/accept/", FORM)
    page = father.get("/invitations/")
    assert (page.status_code, words in page.text) == (status, True)
    assert "<h1>Invitation closed</h1>" in page.text
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
    send(father, "/invitations/accept/", FORM)
    assert state_of(invitation) is InvitationState.OPENED
    approvals.update(ended_at=None)
    send(father, "/invitations/accept/", FORM)
    assert state_of(invitation) is InvitationState.ACCEPTED


def test_decline_ends_it_for_all_children(father: Client, invitation: FamilyInvitation) -> None:
    page = send(father, "/invitations/decline/", follow=True)
    assert "You declined it" in page.text
    row = SchoolAssociation.objects.get(contact=invitation.contact)
    assert row.end_reason == "declined"
    assert AuditEvent.objects.filter(verb="family.declined").exists()


def test_this_is_not_me_ends_it_and_leaves_a_trace(
    father: Client, invitation: FamilyInvitation
) -> None:
    send(father, "/invitations/disown/")
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
