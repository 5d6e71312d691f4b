"""When a run waits for a person."""

import dataclasses
from typing import Any

import pytest

from districts.sis.brakes import (
    Lookalikes,
    Loss,
    Reason,
    Signs,
    Tally,
    Thresholds,
    braked,
    reasons_to_hold,
)

USUAL = Signs(
    first_run=False,
    auto_create_new=False,
    files_gone=False,
    schools_gone=False,
    email_matches=0,
    lookalikes=(Lookalikes(0, 0),),
    tallies={"students": Tally(created=1, changed=2, ended=1, unchanged=96)},
)


def usual_but(signs: dict[str, Any]) -> Signs:
    return dataclasses.replace(USUAL, **signs)


def test_a_usual_night_goes_through() -> None:
    assert reasons_to_hold(USUAL, Thresholds()) == ()


@pytest.mark.parametrize(
    ("signs", "reason"),
    [
        ({"first_run": True}, Reason.FIRST_RUN),
        ({"auto_create_new": True}, Reason.AUTO_CREATE_NEW),
        ({"files_gone": True}, Reason.FILE_GONE),
        ({"schools_gone": True}, Reason.SCHOOL_GONE),
        ({"emptied": 2}, Reason.SCHOOL_GONE),
        ({"email_matches": 1}, Reason.EMAIL_MATCHES),
        ({"lookalikes": (Lookalikes(6, 10),)}, Reason.IDS_CHANGED),
        ({"tallies": {"students": Tally(changed=76, unchanged=24)}}, Reason.MUCH_CHANGED),
        ({"tallies": {"students": Tally(ended=76, unchanged=24)}}, Reason.MUCH_CHANGED),
        (
            {"tallies": {"staff": Tally(changed=6), "students": Tally(unchanged=100)}},
            Reason.MUCH_CHANGED,
        ),
    ],
)
def test_a_person_looks_first(signs: dict[str, Any], reason: Reason) -> None:
    assert reasons_to_hold(usual_but(signs), Thresholds()) == (reason,)


@pytest.mark.parametrize(
    "signs",
    [
        {"tallies": {"students": Tally(changed=75, unchanged=25)}},
        {"tallies": {"students": Tally(created=100, unchanged=1)}},
        {"tallies": {"staff": Tally(changed=5), "students": Tally(unchanged=100)}},
        {"lookalikes": (Lookalikes(5, 5),)},
        {"emptied": 1},
        {"lookalikes": (Lookalikes(6, 12),)},
        {"first_run": True, "tallies": {"students": Tally(unchanged=100)}},
    ],
)
def test_nobody_is_troubled_below_the_thresholds(signs: dict[str, Any]) -> None:
    assert reasons_to_hold(usual_but(signs), Thresholds()) == ()


def test_a_missing_file_is_told_even_when_nothing_else_would_change() -> None:
    signs = dataclasses.replace(USUAL, files_gone=True, tallies={"students": Tally(unchanged=9)})

    assert reasons_to_hold(signs, Thresholds()) == (Reason.FILE_GONE,)


@pytest.mark.parametrize(
    ("standing", "ended", "waits"),
    [(60, 6, False), (59, 6, True), (5, 5, False), (6, 6, True), (1000, 100, False), (0, 6, True)],
)
def test_removals_wait_above_a_tenth_and_five(standing: int, ended: int, *, waits: bool) -> None:
    loss = Loss("students", "100", standing, ended)

    assert braked([loss], Thresholds()) == ([loss] if waits else [])


def test_a_rollover_is_one_run_with_higher_thresholds() -> None:
    rollover = Thresholds(removed_percent=100, changed_percent=100)
    signs = dataclasses.replace(USUAL, tallies={"memberships": Tally(changed=100)})

    assert reasons_to_hold(signs, rollover) == ()
    assert braked([Loss("students", "100", 50, 50)], rollover) == []
