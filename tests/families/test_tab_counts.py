"""The figures of the chips are those of the rows, however the adults came to where they are."""

from collections import defaultdict
from datetime import timedelta

import pytest

from districts.models import Student
from families.models import EndReason, FamilyContact
from families.tab.counting import counts
from families.tab.status import CHIPS, ties
from spacesedu.lib import clock
from tests import factories as make
from tests.world import World

HOUR = timedelta(hours=1)


def adult(world: World, *students: Student, accepted: bool = False) -> FamilyContact:
    """Make an adult with an open tie to each student."""
    contact = make.FamilyContactFactory.create(district=world.district)
    for student in students:
        started = world.now if accepted else None
        make.SchoolAssociationFactory.create(contact=contact, student=student, started_at=started)
    return contact


def refuse(world: World, contact: FamilyContact, reason: EndReason) -> None:
    contact.associations.update(ended_at=world.now, end_reason=reason)


@pytest.fixture
def crowded(world: World) -> World:
    """Adults in every state, some in two."""
    both = (world.student_record, world.classmate)
    adult(world, *both, accepted=True)
    adult(world, world.outsider, accepted=True)
    invited = [adult(world, *both) for _ in range(6)]
    facts: list[dict[str, object]] = [
        {"sent_at": None},
        {"opened_at": world.now},
        {"bounced_at": world.now},
        {"expires_at": world.now - HOUR},
        {"revoked_at": world.now},
    ]
    for contact, fact in zip(invited, facts, strict=False):
        make.FamilyInvitationFactory.create(contact=contact, **fact)
    mixed = adult(world, world.student_record, accepted=True)
    make.SchoolAssociationFactory.create(contact=mixed, student=world.classmate, started_at=None)
    make.FamilyInvitationFactory.create(contact=mixed)
    refuse(world, adult(world, world.classmate), EndReason.DECLINED)
    refuse(world, adult(world, *both), EndReason.DISOWNED)
    again = adult(world, world.classmate)
    refuse(world, again, EndReason.DECLINED)
    make.SchoolAssociationFactory.create(contact=again, student=world.classmate, started_at=None)
    return world


@pytest.mark.parametrize("who", ["admin", "principal", "counsellor", "reader"])
def test_a_chip_counts_the_adults_whose_rows_it_shows(crowded: World, who: str) -> None:
    actor, at = getattr(crowded, who).actor, clock.now()
    adults = defaultdict(set)
    for tie in ties(actor, at):
        adults[tie.status].add(tie.contact_id)
    shown = {
        chip.key: len(set().union(*(adults[status] for status in chip.statuses))) for chip in CHIPS
    }
    assert counts(actor, at) == shown
    assert all(shown.values())
