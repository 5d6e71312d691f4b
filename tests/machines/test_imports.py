"""Whatever two packages say after each other: what holds of every import."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.models import RunState
from districts.sis import answers
from spacesedu.lib import clock
from tests.machines.import_packages import Spoiling, Town, spoilings, towns
from tests.machines.import_stage import admin, digest, ended, everything, stage, taken_back
from tests.machines.import_words import in_words
from tests.samples.advanced_csv import sample
from tests.samples.importing import eventually_nothing

pytestmark = pytest.mark.django_db

few = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
seeds = st.randoms(use_true_random=False)


@few
@given(before=towns, after=towns, seed=seeds)
def test_what_was_imported_is_known_in_any_order(
    db: None, before: Town, after: Town, seed: random.Random
) -> None:
    with stage() as town:
        town.run(before.package(), approve=True)
        plain = town.run(after.package(), dry_run=True)
        shuffled = town.run(after.package().shuffled(seed), dry_run=True)
        assert digest(town, plain) == digest(town, shuffled)

        town.run(after.package(), approve=True)
        again = town.run(after.package().shuffled(seed))

        assert eventually_nothing(again), town.plan(again)
        assert again.state is RunState.NOTHING


@few
@given(before=towns, after=towns, spoiling=spoilings, seed=seeds)
def test_an_invalid_row_removes_nobody(
    db: None, before: Town, after: Town, spoiling: Spoiling, seed: random.Random
) -> None:
    with stage() as town:
        town.run(before.package(), approve=True)
        whole = town.run(after.package(), dry_run=True)
        package = after.package()
        spoiling.of(package, seed)
        spoilt = town.run(package, dry_run=True)

        assert ended(spoilt) <= ended(whole)


@few
@given(before=towns, after=towns)
def test_what_is_taken_back_is_as_it_was_and_may_come_again(
    db: None, before: Town, after: Town
) -> None:
    with stage() as town:
        anna = admin(town)
        town.run(before.package(), approve=True)
        then = everything()
        report = town.run(after.package(), approve=True)
        if report.state is RunState.NOTHING:
            return
        standing = in_words(town.district)
        back = taken_back(town, anna)
        assert back.state() is RunState.APPLIED
        assert not back.problems.exists()
        now = everything()
        for table, rows in then.items():
            assert {key: now[table].get(key) for key in rows} == rows

        # What it had changed is known again, and what it had made is not there.
        assert eventually_nothing(town.run(before.package(), dry_run=True))
        town.run(after.package(), approve=True)
        assert in_words(town.district) == standing


@few
@given(gone=st.sets(st.integers(0, 19), min_size=6, max_size=15), moved=st.integers(0, 19))
def test_removals_that_waited_end_as_if_nothing_had_waited(
    db: None, gone: set[int], moved: int
) -> None:
    package = sample()
    names = {f"s{number:02}" for number in gone}
    package.drop("Students", lambda row: row["User ID"] in names - {"s08", "s18"})
    package.of("Students", User_ID="s08")["First Name"] = "Renamed"
    package.drop("Family", lambda row: row["Student User ID"] == f"s{moved:02}")
    with stage() as waited, stage() as lifted:
        for town in (waited, lifted):
            town.run(sample(), approve=True)
        run = waited.worked(waited.hand_in(package))
        lifted.worked(lifted.hand_in(package, waive=True))
        if run.state() in {RunState.HELD, RunState.REMOVALS_HELD}:
            run = waited.worked(answers.approve(run, by=admin(waited), at=clock.now()))
        assert run.state() is RunState.APPLIED, run.hold_reasons
        assert in_words(waited.district) == in_words(lifted.district)
