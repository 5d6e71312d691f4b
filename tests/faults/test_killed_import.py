"""Import workers killed at every stage: nothing is half done, and what was asked is done once."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from districts.actor import Actor, Role
from districts.models import ImportRun, OutboundEmail, PlannedChange, RunState, School, Student
from districts.sis import answers, sweep
from districts.sis.sweep import LEFT_ALONE
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.faults.workers import Workers, kill_at, nobody_is_at_work
from tests.samples.advanced_csv import sample
from tests.samples.importing import INVITING, Importing, importing
from tests.spacesedu.processes import eventually

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

ADULTS = 22


@pytest.fixture
def approved(tmp_path: Path) -> ImportRun:
    """A first import that somebody has approved and nobody has carried out: it invites adults."""
    sd74 = importing(tmp_path, *INVITING, auto_create=True)
    run = sd74.worked(sd74.hand_in(sample()))
    assert run.state() is RunState.HELD
    return answers.approve(run, by=_anna(sd74), at=clock.now())


def _anna(sd74: Importing) -> Actor:
    user = UserFactory.create()
    return Actor("admin", Role.DISTRICT_ADMIN, user.pk, full=True, district_id=sd74.district.pk)


def _again(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


def _nothing_happened(run: ImportRun) -> None:
    assert not School.objects.exists()
    assert not Student.objects.exists()
    assert not OutboundEmail.objects.filter(purpose__contains="invit").exists()
    assert _again(run).state() is RunState.APPROVED
    # What was planned when it was shown is there still, and once.
    assert PlannedChange.objects.filter(run=run, kind="students").count() == 20


def _all_happened(run: ImportRun) -> None:
    done = _again(run)
    assert (done.state(), done.emails_queued) == (RunState.APPLIED, ADULTS)
    assert Student.objects.filter(left_at=None).count() == 20
    invitations = OutboundEmail.objects.filter(recipient__endswith="@home.example")
    assert sorted(invitations.values_list("recipient", flat=True)) == sorted(
        set(invitations.values_list("recipient", flat=True))
    )
    assert invitations.count() == ADULTS
    assert PlannedChange.objects.filter(run=run, kind="students").count() == 20


@pytest.mark.parametrize(
    "places", [("fetching", "reading"), ("checking", "planning"), ("applying", "committing")]
)
def test_what_a_killed_worker_began_is_done_once_by_the_next(
    nursery: Workers, approved: ImportRun, places: tuple[str, str]
) -> None:
    for place in places:
        kill_at(place, approved, nursery)
        _nothing_happened(approved)

    sweep.sweep(at=clock.now() + LEFT_ALONE)
    _all_happened(approved)
    assert _again(approved).attempts == 3
    sweep.sweep(at=clock.now() + timedelta(days=1))
    _all_happened(approved)


def test_a_run_that_was_carried_out_before_its_worker_died_is_not_done_again(
    nursery: Workers, approved: ImportRun
) -> None:
    kill_at("committed", approved, nursery)

    _all_happened(approved)
    sweep.sweep(at=clock.now() + timedelta(hours=1))
    _all_happened(approved)


def test_a_run_that_kills_three_workers_ends_and_has_changed_nothing(
    nursery: Workers, approved: ImportRun, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        kill_at("planning", approved, nursery)
    _nothing_happened(approved)

    sweep.sweep(at=clock.now() + LEFT_ALONE)

    done = _again(approved)
    assert (done.state(), done.failure) == (RunState.FAILED, "broke_off")
    assert not Student.objects.exists()
    assert not OutboundEmail.objects.filter(recipient__endswith="@home.example").exists()
    assert "broke off" in caplog.text
    # The next package of the district is not kept from coming by that.
    sweep.sweep(at=clock.now() + timedelta(hours=1))
    assert _again(approved).state() is RunState.FAILED


def test_a_session_that_the_database_ends_is_begun_again(
    nursery: Workers, approved: ImportRun
) -> None:
    worker = nursery.begin(approved.pk, "applying")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s",
            [f"sis {approved.pk.hex} applying"],
        )
        assert cursor.fetchall() == [(True,)]
    nursery.kill(worker)
    eventually(nobody_is_at_work)
    _nothing_happened(approved)

    sweep.sweep(at=clock.now() + LEFT_ALONE)
    _all_happened(approved)
