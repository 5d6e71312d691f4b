"""A parent's address changes in a file without ids: one change is proposed, a person decides."""

from datetime import timedelta
from pathlib import Path

import pytest

from districts.actor import Actor, Role
from districts.models import ImportRun, OutboundEmail, PlannedChange, RunState
from districts.sis import answers
from families.models import FamilyContact, FamilyInvitation, FormerLink, SchoolAssociation
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.families.sis import ADDRESS, Pair, accepted, with_parent
from tests.samples.advanced_csv import Sample
from tests.samples.importing import INVITING, importing, tally

pytestmark = pytest.mark.django_db

NEW = "moved@home.example"


@pytest.fixture
def parent(tmp_path: Path) -> Pair:
    """Let the parent of s05 be invited, in a district that creates and removes by itself."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(with_parent(), approve=True)
    OutboundEmail.objects.update(sent_at=clock.now())
    return Pair(district)


def moved(address: str = NEW, **more: str) -> Sample:
    package = with_parent()
    package.of("Family", Email=ADDRESS).update({"Email": address, **more})
    return package


def admin(parent: Pair) -> Actor:
    return Actor(
        "admin",
        Role.DISTRICT_ADMIN,
        UserFactory.create().pk,
        full=True,
        district_id=parent.importing.district.pk,
    )


def approve(parent: Pair, run: ImportRun) -> ImportRun:
    anna = admin(parent)
    return parent.importing.worked(answers.approve(run, by=anna, at=clock.now()))


def latest() -> ImportRun:
    return ImportRun.objects.latest("received_at")


def test_it_waits_as_one_change_and_nobody_loses_or_gains_anything(parent: Pair) -> None:
    report = parent.importing.run(moved())

    assert (report.state, report.held) == (RunState.REMOVALS_HELD, ("email_changes",))
    assert (parent.state, report.emails_queued) == ("invited", 0)
    assert parent.link.absent_since is None
    assert not FamilyContact.objects.filter(email_key=NEW).exists()
    waiting = PlannedChange.objects.filter(run_id=report.run, held=True)
    assert sorted(waiting.values_list("kind", "reason")) == [
        ("contacts", "email_change"),
        ("invitations", "readdressed"),
    ]
    # Until somebody has answered, it is proposed again and again, and nothing else happens.
    assert parent.importing.run(moved()).state is RunState.REMOVALS_HELD


def test_once_approved_the_invitation_goes_to_the_new_address(parent: Pair) -> None:
    before = parent.invitation
    parent.importing.run(moved())

    done = approve(parent, latest())

    assert (done.state(), done.emails_queued) == (RunState.APPLIED, 1)
    contact = FamilyContact.objects.get(email_key=NEW)
    assert contact.pk == before.contact_id
    assert FamilyInvitation.objects.get(contact=contact).token != before.token
    assert SchoolAssociation.objects.open().filter(contact=contact).count() == 1
    assert parent.importing.run(moved()).state is RunState.NOTHING


def test_who_has_accepted_keeps_the_account_and_is_not_written_to(parent: Pair) -> None:
    accepted(parent)
    account = parent.contact.user
    parent.importing.run(moved())

    done = approve(parent, latest())

    assert (done.state(), done.emails_queued) == (RunState.APPLIED, 0)
    contact = FamilyContact.objects.get(email_key=NEW)
    assert contact.user == account
    assert SchoolAssociation.objects.active().filter(contact=contact).exists()


@pytest.mark.parametrize(
    "package",
    [
        pytest.param(moved(**{"Last Name": "Other"}), id="another name"),
        pytest.param(moved(**{"Student User ID": "s06"}), id="another student"),
    ],
)
def test_somebody_else_is_somebody_else(parent: Pair, package: Sample) -> None:
    report = parent.importing.run(package)

    assert report.state is RunState.APPLIED
    assert (parent.state, report.emails_queued) == ("ended", 1)
    assert tally(report, "contacts")[0] == 1


def test_two_who_could_be_meant_are_not_paired(parent: Pair) -> None:
    package = moved()
    package.rows("Family").append(package.of("Family", Email=NEW) | {"Email": "b@home.example"})

    report = parent.importing.run(package)

    assert report.state is RunState.APPLIED
    assert (parent.state, tally(report, "contacts")[0]) == ("ended", 2)


def taken_back(parent: Pair) -> ImportRun:
    anna = admin(parent)
    return parent.importing.worked(answers.undo(latest(), by=anna, at=clock.now()))


def test_taken_back_the_first_link_opens_again_and_the_second_does_not(parent: Pair) -> None:
    before = parent.invitation
    opened_at = clock.now()
    FamilyInvitation.objects.update(sent_at=opened_at, opened_at=opened_at)
    parent.importing.run(moved())
    approve(parent, latest())
    # Its mail has left, and somebody has looked.
    FamilyInvitation.objects.update(sent_at=clock.now(), opened_at=clock.now())

    done = taken_back(parent)

    assert (done.state(), done.problems.count()) == (RunState.APPLIED, 0)
    after = parent.invitation
    assert (parent.contact.email, after.token) == (ADDRESS, before.token)
    assert (after.sent_at, after.opened_at) == (opened_at, opened_at)
    assert not FormerLink.objects.exists()


def test_a_link_that_was_sent_once_more_is_dead_all_the_same(parent: Pair) -> None:
    before = parent.invitation
    parent.importing.run(moved())
    approve(parent, latest())
    FamilyInvitation.objects.update(queued_at=clock.now() + timedelta(hours=1))

    done = taken_back(parent)

    assert done.problems.count() == 1
    assert (parent.contact.email, parent.invitation.token) == (ADDRESS, before.token)


def test_whoever_accepted_at_the_new_address_stays_who_they_are(parent: Pair) -> None:
    parent.importing.run(moved())
    approve(parent, latest())
    user = UserFactory.create()
    FamilyContact.objects.filter(email_key=NEW).update(user=user)
    SchoolAssociation.objects.update(started_at=clock.now())
    FamilyInvitation.objects.update(accepted_at=clock.now(), accepted_by=user)

    done = taken_back(parent)

    assert done.problems.filter(column="contacts").count() == 1
    assert FamilyContact.objects.get(user=user).email_key == NEW


def test_a_mail_that_has_not_left_yet_goes_to_the_new_address(parent: Pair) -> None:
    OutboundEmail.objects.update(sent_at=None)
    parent.importing.run(moved())

    done = approve(parent, latest())

    assert done.emails_queued == 1
    assert OutboundEmail.objects.filter(recipient=NEW).count() == 1
