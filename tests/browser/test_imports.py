"""An administrator hands a package in, watches it being read, and answers what waits."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from districts.models import ImportRun
from districts.sis import sweep
from spacesedu.lib import clock
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.samples.advanced_csv import sample
from tests.world import World


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """A zip of twenty students."""
    return sample(families=False).zipped(tmp_path / "roster.zip")


def work() -> None:
    """Do what a worker does."""
    for run in ImportRun.objects.unfinished():
        sweep.do(run.pk, at=clock.now())


def test_a_package_is_uploaded_read_and_approved(
    browse: Browse, world: World, roster: Path
) -> None:
    admin = browse.signed_in(world.admin)
    admin.goto("/imports/upload/")
    admin.get_by_role("button", name="Upload").click()
    expect(admin.get_by_role("alert").first).to_contain_text("Choose a zip, or the CSV files.")
    assert_accessible(admin)
    admin.get_by_label("The package").set_input_files(roster)
    admin.get_by_label("This is the rollover").check()
    admin.get_by_role("button", name="Upload").click()

    # While a worker is at it the page asks by itself; when it is over, it has the answer.
    expect(admin.get_by_text("Waiting for its turn")).to_be_visible()
    assert_accessible(admin)
    work()
    expect(admin.get_by_role("heading", name="This waits for your answer")).to_be_visible()
    assert_accessible(admin)

    figures = admin.get_by_role("row", name="Students", exact=False).first
    figures.get_by_role("link", name="20").click()
    expect(admin.get_by_role("heading", name="Every change")).to_be_visible()
    admin.get_by_label("Search").fill("tremblay7")
    expect(admin.get_by_role("rowheader")).to_have_count(1)
    expect(admin.get_by_role("rowheader")).to_contain_text("Élodie7 Tremblay7")
    assert_accessible(admin)

    admin.get_by_role("link", name="Import,").click()
    admin.get_by_role("link", name="Approve").click()
    expect(admin.get_by_text("Added or changed: Schools 2")).to_be_visible()
    admin.get_by_role("button", name="Approve").click()
    expect(admin.get_by_text("A person has said yes.")).to_be_visible()
    work()
    expect(admin.get_by_role("heading", name="What changed")).to_be_visible()
    expect(admin.get_by_role("link", name="Undo this import")).to_be_visible()


def test_files_that_are_too_big_are_not_sent_and_stay_chosen(
    browse: Browse, world: World, roster: Path
) -> None:
    admin = browse.signed_in(world.admin)
    admin.goto("/imports/upload/")
    form = admin.locator("[data-import-upload]")
    form.evaluate("(form) => { form.dataset.most = '100'; }")
    admin.get_by_label("The package").set_input_files(roster)
    admin.get_by_role("button", name="Upload").click()
    expect(admin.get_by_role("alert")).to_contain_text("These files are too big.")
    assert not ImportRun.objects.exists()
    form.evaluate("(form) => { form.dataset.most = '10000000'; }")
    admin.get_by_label("Only tell what would change").check()
    admin.get_by_role("button", name="Upload").click()
    expect(admin.get_by_role("heading", name="Rehearsal")).to_be_visible()


def test_everything_goes_without_script(browse: Browse, world: World, roster: Path) -> None:
    admin = browse.signed_in(world.admin, java_script_enabled=False)
    admin.goto("/imports/upload/")
    admin.get_by_label("The package").set_input_files(roster)
    admin.get_by_role("button", name="Upload").click()
    expect(admin.get_by_text("Waiting for its turn")).to_be_visible()
    work()
    admin.reload()
    expect(admin.get_by_role("heading", name="This waits for your answer")).to_be_visible()
    admin.get_by_role("link", name="Discard").click()
    admin.get_by_role("button", name="Discard it").click()
    expect(admin.get_by_text("Discarded. What waited was not carried out.")).to_be_visible()
    admin.goto("/imports/connections/")
    admin.get_by_role("link", name="OneRoster service").click()
    admin.get_by_label("Name", exact=True).fill("provider")
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_role("alert")).to_contain_text("Please look at this again")
