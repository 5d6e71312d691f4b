"""Import workers killed at every stage: nothing is half done, and what was asked is done once."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from districts.models import ImportRun, OutboundEmail, RunState, Student
from districts.sis import sweep
from districts.sis.sweep import LEFT_ALONE
from spacesedu.lib import clock
from tests.faults.first_import import again, all_happened, approved_import, nothing_happened
from tests.faults.workers import Workers, kill_at, nobody_is_at_work
from tests.spacesedu.processes import eventually

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

ADULTS = 22


@pytest.fixture
def approved(tmp_path: Path) -> ImportRun:
    """A first import that somebody has approved and nobody has carried out: it invites adults."""
    return approved_import(tmp_path)


@pytest.mark.parametrize(
    "places", [("fetching", "reading"), ("checking", "planning"), ("applying", "committing")]
)
def test_what_a_killed_worker_began_is_done_once_by_the_next(
    nursery: Workers, approved: ImportRun, places: tuple[str, str]
) -> None:
    for place in places:
        kill_at(place, approved, nursery)
        nothing_happened(approved)

    sweep.sweep(at=clock.now() + LEFT_ALONE)
    all_happened(approved)
    assert again(approved).attempts == 3
    sweep.sweep(at=clock.now() + timedelta(days=1))
    all_happened(approved)


def test_a_run_that_was_carried_out_before_its_worker_died_is_not_done_again(
    nursery: Workers, approved: ImportRun
) -> None:
    kill_at("committed", approved, nursery)

    all_happened(approved)
    sweep.sweep(at=clock.now() + timedelta(hours=1))
    all_happened(approved)


def test_a_run_that_kills_three_workers_ends_and_has_changed_nothing(
    nursery: Workers, approved: ImportRun, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        kill_at("planning", approved, nursery)
    nothing_happened(approved)

    sweep.sweep(at=clock.now() + LEFT_ALONE)

    done = again(approved)
    assert (done.state(), done.failure) == (RunState.FAILED, "broke_off")
    assert not Student.objects.exists()
    assert not OutboundEmail.objects.filter(recipient__endswith="@home.example").exists()
    assert "broke off" in caplog.text
    # The next package of the district is not kept from coming by that.
    sweep.sweep(at=clock.now() + timedelta(hours=1))
    assert again(approved).state() is RunState.FAILED


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
    nothing_happened(approved)

    sweep.sweep(at=clock.now() + LEFT_ALONE)
    all_happened(approved)
