"""Add Family, Revoke Account, Send again and Cancel, as an administrator presses them."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from districts.models import AuditEvent, OutboundEmail
from families.models import Bar, FamilyContact, FamilyInvitation, SchoolAssociation
from tests import factories as make
from tests.world import World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

NEW = "Nora.New@Example.org"


def add(office: Client, *students: object, **fields: str) -> "Response":
    return office.post("/family/add/", {"email": NEW, "students": [*students], **fields})


def mails() -> int:
    return OutboundEmail.objects.filter(purpose="family_invitation").count()


def test_one_e_mail_is_queued_for_an_adult_with_two_children(office: Client, world: World) -> None:
    response = add(office, world.student_record.pk, world.classmate.pk)
    assert response.status_code == 302
    contact = FamilyContact.objects.get(email_key=NEW.lower())
    assert contact.email == NEW
    assert [row.state() for row in contact.associations.order_by("id")] == ["invited", "invited"]
    assert mails() == 1
    assert AuditEvent.objects.filter(verb="family.invited").count() == 2


def test_brothers_and_sisters_typed_in_one_after_the_other_share_one_e_mail(
    office: Client, world: World
) -> None:
    add(office, world.student_record.pk)
    add(office, world.classmate.pk)
    assert mails() == 1
    assert FamilyInvitation.objects.filter(contact__email_key=NEW.lower()).count() == 1


def test_adding_the_same_pair_again_changes_nothing(office: Client, world: World) -> None:
    add(office, world.student_record.pk)
    add(office, world.student_record.pk)
    assert SchoolAssociation.objects.filter(contact__email_key=NEW.lower()).count() == 1
    assert mails() == 1


def test_a_known_address_is_the_same_contact_in_any_spelling(office: Client, world: World) -> None:
    before = FamilyContact.objects.count()
    office.post(
        "/family/add/",
        {"email": f" {world.contact.email.upper()} ", "students": [world.classmate.pk]},
    )
    assert FamilyContact.objects.count() == before
    assert world.contact.associations.filter(student=world.classmate, started_at=None).exists()


def test_an_address_of_somebody_who_accepted_under_another_is_that_person(
    office: Client, world: World
) -> None:
    make.EmailAddressFactory.create(user=world.family.user, email=NEW.lower(), primary=False)
    add(office, world.classmate.pk)
    assert not FamilyContact.objects.filter(email_key=NEW.lower()).exists()
    assert world.contact.associations.filter(student=world.classmate).exists()


def test_a_student_of_another_school_cannot_be_chosen(office: Client, world: World) -> None:
    for stranger in (world.outsider, world.other.student_record):
        assert "Tick at least one student" in add(office, stranger.pk).text
    assert not FamilyContact.objects.filter(email_key=NEW.lower()).exists()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@example.org, b@example.org",
        "a@example.org;b@example.org",
        "a@example.org\nBcc: b@example.org",
        "a@example.org%0aBcc: b",
        "Ann <a@example.org>",
        "ännchen@example.org",
        "a@" + "x" * 260 + ".org",
    ],
)
def test_what_is_not_one_address_is_refused(office: Client, world: World, address: str) -> None:
    response = office.post(
        "/family/add/", {"email": address, "students": [world.student_record.pk]}
    )
    assert response.status_code == 200
    assert mails() == 0


def test_searching_for_a_student_keeps_what_was_typed_and_ticked(
    office: Client, world: World
) -> None:
    page = add(office, world.classmate.pk, search="1", q="sunny")
    assert NEW in page.text
    shown = {choice.name: choice.chosen for choice in page.context["students"]}
    assert shown == {str(world.classmate): True, str(world.student_record): False}
    assert mails() == 0


def test_do_not_link_holds_until_the_administrator_lifts_it(office: Client, world: World) -> None:
    contact = make.FamilyContactFactory.create(district=world.district, email=NEW)
    make.BarFactory.create(contact=contact, student=world.classmate)
    assert "Do not link again" in add(office, world.classmate.pk).text
    assert mails() == 0
    add(office, world.classmate.pk, lift_bars="on")
    assert mails() == 1
    assert not Bar.objects.filter(lifted_at=None).exists()


def test_revoke_account_ends_access_and_bars_when_asked(office: Client, world: World) -> None:
    url = f"/family/{world.association.pk}/revoke/"
    question = office.get(url).text
    assert str(world.contact) in question
    response = office.post(url, {"why": "legal", "do_not_link": "on"})
    assert response.status_code == 302
    world.association.refresh_from_db()
    assert (world.association.state(), world.association.end_reason) == ("ended", "revoked")
    assert Bar.objects.filter(contact=world.contact, student=world.student_record).exists()
    assert office.get(url).status_code == 404


def test_revoke_account_ends_the_ticked_class_links_too(office: Client, world: World) -> None:
    kept, ended = (
        make.ClassAssociationFactory.create(
            contact=world.contact,
            student=world.student_record,
            class_group=make.ClassGroupFactory.create(school=world.maple),
        )
        for _ in range(2)
    )
    office.post(
        f"/family/{world.association.pk}/revoke/", {"why": "other", "classes": [str(ended.pk)]}
    )
    kept.refresh_from_db()
    ended.refresh_from_db()
    assert (kept.state(), ended.state()) == ("active", "ended")


def test_nobody_revokes_in_the_other_district(office: Client, world: World) -> None:
    url = f"/family/{world.other.association.pk}/revoke/"
    assert office.get(url).status_code == 404
    assert office.post(url, {"why": "other"}).status_code == 404


def test_an_invitation_is_sent_again_at_most_three_times_a_day(
    office: Client, world: World
) -> None:
    url = f"/family/invitations/{world.invitation.pk}/resend/"
    for _ in range(5):
        assert office.post(url).status_code == 302
        # Each one leaves before the next is asked for.
        OutboundEmail.objects.filter(sent_at=None).update(sent_at=world.now)
    assert mails() == 3


def test_an_e_mail_that_still_waits_is_not_queued_twice(office: Client, world: World) -> None:
    url = f"/family/invitations/{world.invitation.pk}/resend/"
    office.post(url)
    office.post(url)
    assert mails() == 1


def test_cancelling_takes_the_invitation_back(office: Client, world: World) -> None:
    office.post(f"/family/invitations/{world.invitation.pk}/cancel/")
    world.invitation.refresh_from_db()
    assert world.invitation.revoked_at is not None
    row = SchoolAssociation.objects.get(student=world.classmate)
    assert row.end_reason == "cancelled"


def test_a_school_cancels_only_for_its_own_students(office: Client, world: World) -> None:
    elsewhere = make.SchoolAssociationFactory.create(
        contact=world.invitation.contact, student=world.outsider, started_at=None
    )
    office.post(f"/family/invitations/{world.invitation.pk}/cancel/")
    elsewhere.refresh_from_db()
    world.invitation.refresh_from_db()
    assert elsewhere.ended_at is None
    assert world.invitation.revoked_at is None


@pytest.mark.parametrize("verb", ["resend", "cancel"])
def test_an_invitation_of_the_other_district_is_not_there(
    office: Client, world: World, verb: str
) -> None:
    url = f"/family/invitations/{world.other.invitation.pk}/{verb}/"
    assert office.post(url).status_code == 404
