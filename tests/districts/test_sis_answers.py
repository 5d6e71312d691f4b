"""A hold is answered for the very plan somebody saw; what has moved since is asked again."""

from datetime import timedelta
from pathlib import Path

import pytest

from districts.actor import Actor, Role
from districts.models import AuditEvent, ImportRun, RunState, SisConnection, Student
from districts.sis import answers, sweep
from districts.sis.answers import AnswerError
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import FAMILY_IMPORTS, Importing, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    return importing(tmp_path, *FAMILY_IMPORTS)


@pytest.fixture
def anna(sd74: Importing) -> Actor:
    """A District Admin with full rights."""
    user = UserFactory.create()
    return Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=sd74.district.pk)


def held(sd74: Importing, package: Sample) -> ImportRun:
    run = sd74.worked(sd74.hand_in(package))
    assert run.state() is RunState.HELD
    assert run.held_at is not None
    return run


def losing_six() -> Sample:
    package = sample()
    package.drop("Students", lambda row: row["User ID"] in {f"s0{n}" for n in range(6)})
    package.of("Students", User_ID="s19")["First Name"] = "Changed"
    return package


def active() -> int:
    return Student.objects.filter(left_at=None).count()


def test_an_approved_plan_is_carried_out_as_it_was_shown(sd74: Importing, anna: Actor) -> None:
    run = held(sd74, sample())
    shown = sorted(run.changes.values_list("kind", "action", "key"))

    going = answers.approve(run, by=anna, at=clock.now())
    assert going.state() is RunState.APPROVED
    done = sd74.worked(going)

    assert done.state() is RunState.APPLIED
    assert done.answered_by_id == anna.user_id
    assert sorted(done.changes.values_list("kind", "action", "key")) == shown
    assert active() == 20
    assert AuditEvent.objects.filter(verb="import.approve").count() == 1


def test_where_the_world_has_moved_the_new_plan_waits(sd74: Importing, anna: Actor) -> None:
    run = held(sd74, sample())
    sd74.district.auto_create_associations = True
    sd74.district.save()
    other = sample()
    other.drop("Students", lambda row: row["User ID"] != "s00")
    other.drop("Enrollments", lambda row: row["User ID"] != "s00")
    other.drop("Family", lambda row: row["Student User ID"] != "s00")
    sd74.run(other, source="elsewhere", approve=True)

    done = sd74.worked(answers.approve(run, by=anna, at=clock.now()))

    assert done.state() is RunState.HELD
    assert "moved" in done.hold_reasons
    assert active() == 1

    again = sd74.worked(answers.approve(done, by=anna, at=clock.now()))
    assert again.state() is RunState.APPLIED
    assert active() == 20


def test_removals_that_waited_are_carried_out_by_a_run_that_follows(
    sd74: Importing, anna: Actor
) -> None:
    sd74.run(sample(), approve=True)
    run = sd74.worked(sd74.hand_in(losing_six()))
    assert run.state() is RunState.REMOVALS_HELD
    assert active() == 20
    assert Student.objects.filter(first_name="Changed").exists()

    going = answers.approve(run, by=anna, at=clock.now())
    with pytest.raises(AnswerError):
        answers.approve(run, by=anna, at=clock.now())
    done = sd74.worked(going)

    assert (done.follows_id, done.state()) == (run.pk, RunState.APPLIED)
    assert done.counts["students"]["ended"] == 6
    assert active() == 14
    run.refresh_from_db()
    assert run.state() is RunState.APPLIED


def test_removals_are_asked_again_when_somebody_came_back_meanwhile(
    sd74: Importing, anna: Actor
) -> None:
    sd74.run(sample(), approve=True)
    run = sd74.worked(sd74.hand_in(losing_six()))
    Student.objects.filter(external_ids__value="s00").update(left_at=clock.now())

    done = sd74.worked(answers.approve(run, by=anna, at=clock.now()))

    assert done.state() is RunState.HELD
    assert "moved" in done.hold_reasons
    assert active() == 19
    run.refresh_from_db()
    assert run.state() is RunState.APPLIED


def test_what_is_discarded_is_not_carried_out(sd74: Importing, anna: Actor) -> None:
    run = held(sd74, sample())

    answers.discard(run, by=anna, at=clock.now())

    run.refresh_from_db()
    assert run.state() is RunState.DISCARDED
    with pytest.raises(AnswerError):
        answers.approve(run, by=anna, at=clock.now())
    sweep.sweep(at=clock.now() + timedelta(hours=1))
    assert active() == 0


def test_discarded_removals_leave_everybody_there(sd74: Importing, anna: Actor) -> None:
    sd74.run(sample(), approve=True)
    run = sd74.worked(sd74.hand_in(losing_six()))

    answers.discard(run, by=anna, at=clock.now())

    run.refresh_from_db()
    assert run.state() is RunState.APPLIED
    assert active() == 20


def test_a_newer_package_takes_the_place_of_one_that_waits(sd74: Importing, anna: Actor) -> None:
    older, newer = held(sd74, sample()), held(sd74, sample())

    older.refresh_from_db()
    assert (older.state(), older.discarded_by) == (RunState.DISCARDED, "")
    with pytest.raises(AnswerError):
        answers.approve(older, by=anna, at=clock.now())
    assert sd74.worked(answers.approve(newer, by=anna, at=clock.now())).applied_at


def test_an_older_package_never_overtakes_a_newer_one(sd74: Importing) -> None:
    then = clock.now()
    sd74.run(sample(), approve=True)
    late = sd74.hand_in(losing_six(), at=then - timedelta(hours=1))

    done = sd74.worked(late)

    assert done.state() is RunState.REFUSED
    assert [found.code for found in done.problems.all()] == ["overtaken"]


def test_packages_of_one_connection_take_turns(sd74: Importing) -> None:
    first, second = sd74.hand_in(sample()), sd74.hand_in(losing_six())

    assert sd74.worked(second).state() is RunState.RECEIVED
    assert sd74.worked(first).state() is RunState.HELD
    assert sd74.worked(second).state() is RunState.HELD


def test_a_rollover_has_its_thresholds_lifted_for_that_run(sd74: Importing) -> None:
    sd74.run(sample(), approve=True)

    done = sd74.worked(sd74.hand_in(losing_six(), waive=True))

    assert done.state() is RunState.APPLIED
    assert active() == 14
    assert SisConnection.objects.count() == 1


def test_nothing_of_a_connection_that_has_ended_is_carried_out(
    sd74: Importing, anna: Actor
) -> None:
    run = held(sd74, sample())
    SisConnection.objects.update(ended_at=clock.now())

    with pytest.raises(AnswerError, match="has ended"):
        answers.approve(run, by=anna, at=clock.now())
    assert active() == 0
