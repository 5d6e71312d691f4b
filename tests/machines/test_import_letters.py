"""Whatever comes after each other, nobody is written to twice for one reason, or after a no."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.actor import Actor
from districts.sis import undo
from families.models import FamilyInvitation, SchoolAssociation
from tests.machines.import_packages import Town, towns
from tests.machines.import_people import Answer, answers, letters, refused
from tests.machines.import_stage import admin, stage, taken_back
from tests.samples.importing import Importing

pytestmark = pytest.mark.django_db

SWITCHES = st.tuples(st.booleans(), st.booleans())
BACK = "taken back"

type Event = Town | Answer | tuple[bool, bool] | str

events = st.lists(
    st.one_of(towns, towns, answers, answers, SWITCHES, st.just(BACK)), min_size=3, max_size=7
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(first=towns, after=events)
def test_nobody_is_written_to_twice_for_one_reason(
    db: None, first: Town, after: list[Event]
) -> None:
    with stage() as town:
        anna = admin(town)
        town.run(first.package(), approve=True)
        seen = letters(town)
        for event in after:
            no = refused(town)
            invited = set(FamilyInvitation.objects.values_list("pk", flat=True))
            _happens(town, event, anna)
            now = letters(town)

            # One letter a new invitation, and only an import makes any here.
            assert now == {
                email: count + isinstance(event, Town) * (email in _invited(town, since=invited))
                for email, count in seen.items()
            }
            # A no of a person stands, whatever the files say.
            assert not _open(town) & no
            assert _one_open_invitation_each(town)
            seen = now


def _happens(town: Importing, event: Event, anna: Actor) -> None:
    match event:
        case Town():
            town.run(event.package(), approve=True)
        case Answer():
            event.give(town, anna)
        case (auto_create, auto_remove):
            town.district.auto_create_associations = auto_create
            town.district.auto_remove_associations = auto_remove
            town.district.save()
        case _ if undo.latest(town.district):
            taken_back(town, anna)


def _invited(town: Importing, since: set[uuid.UUID]) -> list[str]:
    """Return whom the invitations made since then are for."""
    fresh = FamilyInvitation.objects.filter(contact__district=town.district)
    found = list(fresh.exclude(pk__in=since).values_list("contact__email_key", flat=True))
    assert len(found) == len(set(found))
    return found


def _open(town: Importing) -> set[tuple[object, object]]:
    found = SchoolAssociation.objects.filter(contact__district=town.district, ended_at=None)
    return set(found.values_list("contact", "student"))


def _one_open_invitation_each(town: Importing) -> bool:
    pending = FamilyInvitation.objects.pending().filter(contact__district=town.district)
    contacts = list(pending.values_list("contact", flat=True))
    return len(contacts) == len(set(contacts))
