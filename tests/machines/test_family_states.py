"""An invitation's and an association's state is the same in Python and in the database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.models import District, ImportRun, Student
from families.models import (
    AssociationState,
    EndReason,
    FamilyContact,
    FamilyInvitation,
    InvitationState,
    SchoolAssociation,
)
from tests import factories as make

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)

# The database is left as it was after every example, so the fixtures serve them all.
examples = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
moments = st.sampled_from([timedelta(microseconds=-1), timedelta(0), timedelta(microseconds=1)])
maybe = st.none() | moments.map(lambda away: NOW + away)
answers = st.sampled_from(["declined_at", "disowned_at", "revoked_at", "ended_by_run", None])
invitations = st.lists(
    st.fixed_dictionaries(
        {
            "sent_at": maybe,
            "bounced_at": maybe,
            "opened_at": maybe,
            "expires_at": moments.map(lambda away: NOW + away),
            "answers": st.just({"accepted_at"}) | st.sets(answers),
        }
    ),
    min_size=1,
    max_size=25,
)
associations = st.lists(st.tuples(maybe, maybe), min_size=1, max_size=25)


@pytest.fixture
def run(db: None) -> ImportRun:
    """An import that can have ended an invitation."""
    made: ImportRun = make.ImportRunFactory.create()
    return made


@pytest.fixture
def student(db: None) -> Student:
    """Somebody adults are tied to."""
    made: Student = make.StudentFactory.create()
    return made


@examples
@given(drawn=invitations)
def test_every_mixture_of_facts_makes_the_same_state_of_an_invitation(
    run: ImportRun, drawn: list[dict[str, Any]]
) -> None:
    contacts = _contacts(run.district, len(drawn))
    rows = [
        _invitation(contact, run, facts) for contact, facts in zip(contacts, drawn, strict=True)
    ]
    with _saved(contacts, rows):
        found = FamilyInvitation.objects.with_state(NOW)
        for row in found:
            assert InvitationState(row.state_now) is row.state(NOW)


@examples
@given(drawn=associations)
def test_every_mixture_of_facts_makes_the_same_state_of_an_association(
    student: Student, drawn: list[tuple[datetime | None, datetime | None]]
) -> None:
    contacts = _contacts(student.district, len(drawn))
    rows = [
        make.SchoolAssociationFactory.build(
            contact=contact,
            student=student,
            started_at=started,
            ended_at=ended,
            end_reason=EndReason.LEFT if ended else "",
        )
        for contact, (started, ended) in zip(contacts, drawn, strict=True)
    ]
    with _saved(contacts, rows):
        active = set(SchoolAssociation.objects.active().values_list("pk", flat=True))
        for row in SchoolAssociation.objects.with_state():
            assert AssociationState(row.state_now) is row.state()
            assert (row.pk in active) == (row.state() is AssociationState.ACTIVE)


def _contacts(district: District, count: int) -> list[FamilyContact]:
    return [make.FamilyContactFactory.build(district=district) for _ in range(count)]


def _invitation(contact: FamilyContact, run: ImportRun, facts: dict[str, Any]) -> FamilyInvitation:
    given_answers = {name for name in facts["answers"] if name}
    answered = {name: run if name == "ended_by_run" else NOW for name in given_answers}
    plain = {name: value for name, value in facts.items() if name != "answers"}
    row: FamilyInvitation = make.FamilyInvitationFactory.build(contact=contact, **plain, **answered)
    return row


@contextmanager
def _saved(*tables: Sequence[Model]) -> Iterator[None]:
    """Save rows for the time of a block."""
    with transaction.atomic():
        for rows in tables:
            type(rows[0])._default_manager.bulk_create(rows)
        yield
        transaction.set_rollback(True)
