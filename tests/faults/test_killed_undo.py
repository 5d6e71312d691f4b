"""Workers killed while they take an import back: it is there still, or gone as if never made."""

from pathlib import Path

import pytest

from districts.models import ImportRun, OutboundEmail, RunState
from districts.sis import answers, sweep
from districts.sis.sweep import LEFT_ALONE
from spacesedu.lib import clock
from tests.faults.workers import Workers, kill_at
from tests.machines.import_stage import Rows, admin, everything
from tests.samples.advanced_csv import sample
from tests.samples.importing import INVITING, Importing, importing

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(tmp_path: Path) -> Importing:
    """A district whose first import is in."""
    town = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    town.run(sample(), approve=True)
    return town


def second_import(town: Importing) -> ImportRun:
    """Import a package that makes, changes and ends rows, and ask for its undo."""
    package = sample()
    package.of("Students", User_ID="s08")["First Name"] = "Renamed"
    package.drop("Students", lambda row: row["User ID"] == "s03")
    package.drop("Family", lambda row: row["Student User ID"] == "s07")
    family = package.rows("Family")
    family.append(family[0] | {"Email": "new@home.example", "First Name": "New"})
    town.run(package, approve=True)
    done = ImportRun.objects.latest("received_at")
    assert done.state() is RunState.APPLIED
    return answers.undo(done, by=admin(town), at=clock.now())


def all_as_it_was(then: Rows) -> None:
    now = everything()
    for table, rows in then.items():
        assert {key: now[table].get(key) for key in rows} == rows


@pytest.mark.parametrize("places", [("planning", "applying"), ("committing",), ("committed",)])
def test_an_undo_is_finished_once_and_by_the_next_worker(
    nursery: Workers, town: Importing, places: tuple[str, ...]
) -> None:
    then = everything()
    undo = second_import(town)
    before = everything()
    mails = OutboundEmail.objects.count()
    for place in places:
        kill_at(place, undo, nursery)
        if place != "committed":
            assert everything() == before
            assert ImportRun.objects.get(pk=undo.pk).state() is RunState.RECEIVED

    sweep.sweep(at=clock.now() + LEFT_ALONE)

    done = ImportRun.objects.get(pk=undo.pk)
    assert (done.state(), done.problems.count()) == (RunState.APPLIED, 0)
    all_as_it_was(then)
    once = everything()
    sweep.sweep(at=clock.now() + LEFT_ALONE * 2)
    assert everything() == once
    assert OutboundEmail.objects.count() == mails
