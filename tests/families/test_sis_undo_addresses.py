"""An address is put back: whoever has answered at the other one since stays, nobody else can."""

import uuid
from pathlib import Path

import pytest

from districts.actor import Actor, Role
from districts.models import ImportRun, OutboundEmail
from districts.sis import answers
from families.actions.sending import issue
from families.models import FamilyContact, FamilyInvitation, InvitationState, SchoolAssociation
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.families.sis import ADDRESS, Pair, with_parent
from tests.samples.importing import INVITING, importing

pytestmark = pytest.mark.django_db

NEW = "moved@home.example"


@pytest.fixture
def parent(tmp_path: Path) -> Pair:
    """Let the parent of s05 move to another address, and be asked anew there."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(with_parent(), approve=True)
    package = with_parent()
    package.of("Family", Email=ADDRESS)["Email"] = NEW
    district.run(package, approve=True)
    contact = FamilyContact.objects.get(email_key=NEW)
    FamilyInvitation.objects.filter(contact=contact).update(revoked_at=clock.now())
    issue(contact, by=admin(district.district.pk), at=clock.now())
    OutboundEmail.objects.update(sent_at=clock.now())
    return Pair(district)


def admin(district_id: uuid.UUID) -> Actor:
    user = UserFactory.create()
    return Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=district_id)


def taken_back(parent: Pair) -> ImportRun:
    latest = ImportRun.objects.latest("received_at")
    by = admin(parent.importing.district.pk)
    return parent.importing.worked(answers.undo(latest, by=by, at=clock.now()))


def newest() -> FamilyInvitation:
    return FamilyInvitation.objects.filter(contact__email_key__in=[NEW, ADDRESS]).latest("id")


def test_whoever_has_accepted_there_stays_who_they_are(parent: Pair) -> None:
    user = UserFactory.create()
    FamilyContact.objects.filter(email_key=NEW).update(user=user)
    SchoolAssociation.objects.filter(contact__user=user).update(started_at=clock.now())
    FamilyInvitation.objects.filter(pk=newest().pk).update(
        accepted_at=clock.now(), accepted_by=user
    )

    done = taken_back(parent)

    assert FamilyContact.objects.get(user=user).email_key == NEW
    assert done.problems.filter(column="contacts").count() == 1


def test_a_link_that_went_there_opens_nothing_any_more(parent: Pair) -> None:
    before = newest()

    taken_back(parent)

    after = newest()
    assert (after.pk, after.contact.email_key) == (before.pk, ADDRESS)
    assert after.token != before.token
    assert after.state(clock.now()) is InvitationState.EXPIRED
