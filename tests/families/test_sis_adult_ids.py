"""An adult with an id in the SIS stays the same person under another address."""

from pathlib import Path

import pytest

from districts.models import OutboundEmail, RunState
from districts.sis.report import Report
from families.models import FamilyContact, FamilyInvitation, SchoolAssociation, SisFamilyLink
from families.policy import Answerable, answerable
from spacesedu.lib import clock
from tests.factories import FamilyContactFactory, UserFactory
from tests.samples.importing import INVITING, Importing, codes, importing, tally
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db

NEW = "new@people.example"


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose families were invited by their first OneRoster import."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    assert district.run(sample(), approve=True).emails_queued == 4
    OutboundEmail.objects.update(sent_at=clock.now())
    FamilyInvitation.objects.update(sent_at=clock.now())
    return district


def contact(name: str) -> FamilyContact:
    return FamilyContact.objects.get(sis_ids__value=name)


def invitation_of(name: str) -> FamilyInvitation:
    return FamilyInvitation.objects.get(contact=contact(name))


def with_address(name: str, address: str) -> Sample:
    package = sample()
    package.of("users", sourcedId=name)["email"] = address
    return package


def addresses(report: Report) -> list[str]:
    """Return what a run says of addresses."""
    return [code for _, _, code in codes(report) if code.startswith("address_")]


def accept(name: str) -> None:
    who = contact(name)
    who.user = UserFactory.create()
    who.save()
    SchoolAssociation.objects.filter(contact=who).update(started_at=clock.now())
    FamilyInvitation.objects.filter(contact=who).update(
        accepted_at=clock.now(), accepted_by=who.user
    )


def test_a_pending_invitation_goes_to_the_new_address_under_another_link(sd74: Importing) -> None:
    before = FamilyInvitation.objects.get(contact=contact("p1"))

    report = sd74.run(with_address("p1", "New@People.example"))

    assert report.state is RunState.APPLIED
    assert (tally(report, "contacts")[:3], report.emails_queued) == ((0, 1, 0), 1)
    who = contact("p1")
    assert (who.email, who.email_key) == ("New@People.example", NEW)
    after = FamilyInvitation.objects.get(contact=who)
    assert (after.pk, after.sent_at) == (before.pk, None)
    assert after.token != before.token
    assert OutboundEmail.objects.get(sent_at=None).recipient == "New@People.example"
    assert sd74.run(with_address("p1", "New@People.example")).state is RunState.NOTHING


def test_the_account_of_somebody_who_has_accepted_is_left_alone(sd74: Importing) -> None:
    accept("p1")
    account = contact("p1").user
    assert account is not None

    report = sd74.run(with_address("p1", NEW))

    assert (contact("p1").email, report.emails_queued) == (NEW, 0)
    assert contact("p1").user == account
    assert SchoolAssociation.objects.active().filter(contact=contact("p1")).count() == 1


def test_an_expired_invitation_moves_along_without_a_mail(sd74: Importing) -> None:
    FamilyInvitation.objects.update(expires_at=clock.now())
    before = FamilyInvitation.objects.get(contact=contact("p1"))

    report = sd74.run(with_address("p1", NEW))

    after = FamilyInvitation.objects.get(pk=before.pk)
    assert report.emails_queued == 0
    assert after.expires_at == before.expires_at
    assert after.token != before.token


def test_an_address_that_is_somebody_elses_here_is_not_taken(sd74: Importing) -> None:
    FamilyContactFactory.create(district=sd74.district, email="aunt@people.example")

    report = sd74.run(with_address("p1", "aunt@people.example"))

    assert ("users.csv", "address_taken") in {(file, code) for file, _, code in codes(report)}
    assert contact("p1").email == "p1@people.example"
    assert SisFamilyLink.objects.filter(contact=contact("p1"), absent_since=None).count() == 1


def test_who_has_an_address_that_somebody_gave_up_is_nobody_but_themselves(
    sd74: Importing,
) -> None:
    accept("p1")
    package = with_address("p1", NEW)
    package.rows("users").append(
        package.of("users", sourcedId="p1")
        | {"sourcedId": "p9", "email": "p1@people.example", "agentSourcedIds": "s6"}
    )
    report = sd74.run(package)
    assert ("users.csv", "address_later") in {(file, code) for file, _, code in codes(report)}
    assert (contact("p1").email, report.emails_queued) == (NEW, 0)
    assert not FamilyContact.objects.filter(sis_ids__value="p9").exists()

    assert sd74.run(package).emails_queued == 1
    assert contact("p9").email == "p1@people.example"
    assert contact("p9") != contact("p1")
    assert SisFamilyLink.objects.get(contact=contact("p9"), absent_since=None).by_adult


def test_an_address_goes_from_hand_to_hand_one_package_at_a_time(sd74: Importing) -> None:
    package = with_address("p1", "p2@people.example")
    package.of("users", sourcedId="p2")["email"] = NEW

    report = sd74.run(package)
    assert addresses(report) == ["address_later"]
    assert (contact("p1").email, contact("p2").email) == ("p1@people.example", NEW)

    assert addresses(sd74.run(package)) == []
    assert (contact("p1").email, contact("p2").email) == ("p2@people.example", NEW)


def test_two_adults_who_swap_addresses_keep_what_they_have(sd74: Importing) -> None:
    accept("p1")
    package = with_address("p1", "p2@people.example")
    package.of("users", sourcedId="p2")["email"] = "p1@people.example"

    report = sd74.run(package)

    assert addresses(report) == ["address_taken", "address_taken"]
    assert (report.state, report.emails_queued) == (RunState.NOTHING, 0)
    assert contact("p1").email == "p1@people.example"
    assert contact("p2").user is None


def test_two_ids_with_one_address_are_one_adult_with_one_mail(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    package = with_address("p1", "p2@people.example")
    package.of("users", sourcedId="p1")["givenName"] = "Élodie-p2"

    report = district.run(package, approve=True)

    assert contact("p1") == contact("p2")
    assert (report.emails_queued, tally(report, "contacts")[0]) == (3, 3)
    assert [code for _, _, code in codes(report)].count("address_shared") == 2
    assert SisFamilyLink.objects.filter(contact=contact("p1")).count() == 2
    assert district.run(package).state is RunState.NOTHING


def test_who_is_disabled_keeps_the_ties_and_gets_no_mail(sd74: Importing) -> None:
    accept("p1")
    package = sample()
    for name in ("p1", "p2"):
        package.of("users", sourcedId=name)["enabledUser"] = "false"

    report = sd74.run(package)

    assert tally(report, "contacts")[:3] == (0, 2, 0)
    assert tally(report, "associations")[:3] == (0, 0, 0)
    assert not SchoolAssociation.objects.active().exists()
    assert answerable(invitation_of("p2"), clock.now()) is Answerable.PAUSED

    report = sd74.run(sample())
    assert (tally(report, "contacts")[:3], report.emails_queued) == ((0, 2, 0), 0)
    assert SchoolAssociation.objects.active().filter(contact=contact("p1")).exists()
    assert answerable(invitation_of("p2"), clock.now()) is Answerable.YES


def test_a_mail_that_never_left_goes_once_the_adult_is_enabled_again(sd74: Importing) -> None:
    FamilyInvitation.objects.filter(contact=contact("p2")).update(sent_at=None)
    OutboundEmail.objects.update(cancelled_at=clock.now(), sent_at=None)
    package = sample()
    package.of("users", sourcedId="p2")["enabledUser"] = "false"
    assert sd74.run(package).emails_queued == 0

    assert sd74.run(sample()).emails_queued == 1
    assert OutboundEmail.objects.get(cancelled_at=None).recipient == "p2@people.example"
    assert sd74.run(sample()).state is RunState.NOTHING


def test_one_of_two_ids_that_is_enabled_is_enough(sd74: Importing) -> None:
    package = with_address("p1", "p2@people.example")
    package.of("users", sourcedId="p1")["sourcedId"] = "p9"  # a second id of the adult p2
    package.of("users", sourcedId="p9")["enabledUser"] = "false"
    sd74.run(package, approve=True)

    assert contact("p9") == contact("p2")
    assert contact("p2").disabled_since is None
    assert sd74.run(package).state is RunState.NOTHING


def test_nobody_who_is_disabled_is_invited(tmp_path: Path) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True)
    package = sample()
    package.of("users", sourcedId="p1")["enabledUser"] = "false"

    assert district.run(package, approve=True).emails_queued == 3

    # Enabled again, the invitation that never went goes.
    assert district.run(sample()).emails_queued == 1
