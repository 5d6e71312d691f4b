"""Two people, or a person and a command, at the same instant: there is one outcome."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from districts.actor import Actor, Role, System
from districts.models import AuditEvent, ImportRun, OutboundEmail, RunState, Student
from districts.sis import answers, sweep
from districts.sis.answers import AnswerError
from districts.sis.receive import receive
from districts.sis.run import Order, import_package
from districts.sis.source import connection_for
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import INVITING, Importing, importing

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

BY = System("tester")
LATER = timedelta(hours=1)


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose people have come."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sample(), approve=True)
    return district


@pytest.fixture
def anna(sd74: Importing) -> Actor:
    """A District Admin with full rights."""
    user = UserFactory.create()
    return Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=sd74.district.pk)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do all of it at one instant; return what came of each, an error included."""
    start = Barrier(len(works), timeout=30)

    def one(work: Callable[[], object]) -> object:
        try:
            start.wait()
            return work()
        except AnswerError as late:
            return late
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def with_a_newcomer() -> Sample:
    package = sample()
    student = {**package.rows("Students")[0], "User ID": "new", "Student Number": "999"}
    package.rows("Students").append(student)
    parent = {**package.rows("Family")[0], "Email": "new@home.example", "Student User ID": "new"}
    package.rows("Family").append(parent)
    return package


def losing_six() -> Sample:
    package = sample()
    package.drop("Students", lambda row: row["User ID"] in {f"s0{n}" for n in range(6)})
    return package


def handed_in(sd74: Importing, path: Path) -> None:
    """Do what a page and a worker do."""
    at = clock.now()
    run = receive(path, connection_for(sd74.district, None, at=at), name="it", by=BY, at=at)
    sweep.do(run.pk, at=clock.now())


def commanded(sd74: Importing, path: Path) -> None:
    at = clock.now()
    import_package(Order(path, connection_for(sd74.district, None, at=at)), by=BY, at=at)


def one_newcomer_was_invited_once() -> None:
    assert Student.objects.filter(left_at=None).count() == 21
    assert OutboundEmail.objects.filter(recipient="new@home.example").count() == 1
    states = [run.state() for run in ImportRun.objects.order_by("received_at")]
    assert states.count(RunState.APPLIED) == 2
    # The other says what is known already, or came to its turn after a later one.
    assert set(states) <= {RunState.APPLIED, RunState.NOTHING, RunState.REFUSED}


@pytest.mark.parametrize("other", [handed_in, commanded])
def test_one_package_that_comes_twice_is_taken_once(
    sd74: Importing, tmp_path: Path, other: Callable[[Importing, Path], None]
) -> None:
    path = with_a_newcomer().zipped(tmp_path / "package.zip")

    at_once(partial(handed_in, sd74, path), partial(other, sd74, path))
    sweep.sweep(at=clock.now() + LATER)

    one_newcomer_was_invited_once()


def test_two_workers_at_one_run_carry_it_out_once(sd74: Importing) -> None:
    run = sd74.hand_in(with_a_newcomer())
    sd74.hand_in(with_a_newcomer())

    at_once(*[partial(sweep.do, run.pk, at=clock.now())] * 4)
    sweep.sweep(at=clock.now() + LATER)

    one_newcomer_was_invited_once()
    assert ImportRun.objects.get(pk=run.pk).state() is RunState.APPLIED


def test_approving_at_once_with_the_same_or_its_opposite_is_one_answer(
    sd74: Importing, anna: Actor
) -> None:
    run = sd74.worked(sd74.hand_in(losing_six(), waive=False))
    assert run.state() is RunState.REMOVALS_HELD

    found = at_once(*[partial(answers.approve, run, by=anna, at=clock.now())] * 3)
    sweep.sweep(at=clock.now() + LATER)

    assert [type(one) for one in found].count(AnswerError) == 2
    assert AuditEvent.objects.filter(verb="import.approve").count() == 1
    assert ImportRun.objects.filter(follows=run).count() == 1
    assert Student.objects.filter(left_at=None).count() == 14


def test_what_waits_as_a_whole_is_approved_or_discarded_but_not_both(
    tmp_path: Path,
) -> None:
    sd74 = importing(tmp_path)
    user = UserFactory.create()
    anna = Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=sd74.district.pk)
    run = sd74.worked(sd74.hand_in(sample()))

    found = at_once(
        partial(answers.approve, run, by=anna, at=clock.now()),
        partial(answers.discard, run, by=anna, at=clock.now()),
        partial(answers.approve, run, by=anna, at=clock.now()),
        partial(answers.discard, run, by=anna, at=clock.now()),
    )
    sweep.sweep(at=clock.now() + LATER)

    assert [type(one) for one in found].count(AnswerError) == 3
    approved = AuditEvent.objects.filter(verb="import.approve").exists()
    assert Student.objects.filter(left_at=None).count() == (20 if approved else 0)
    assert ImportRun.objects.get().state() is (RunState.APPLIED if approved else RunState.DISCARDED)


def test_taking_back_twice_at_once_takes_back_once(sd74: Importing, anna: Actor) -> None:
    sd74.run(with_a_newcomer())
    run = ImportRun.objects.latest("received_at")

    found = at_once(*[partial(answers.undo, run, by=anna, at=clock.now())] * 3)
    sweep.sweep(at=clock.now() + LATER)

    assert [type(one) for one in found].count(AnswerError) == 2
    assert Student.objects.filter(left_at=None).count() == 20
    assert ImportRun.objects.get(pk=run.pk).state() is RunState.UNDONE
    assert ImportRun.objects.get(undoes=run).state() is RunState.APPLIED
