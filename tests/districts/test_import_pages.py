"""A package from upload to undo, as an administrator goes through it."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from districts.imports import problems
from districts.models import PlannedChange, RunState, Student
from tests import factories as make
from tests.districts.factors import an_hour_passes
from tests.districts.import_pages import held, read, worked
from tests.samples.advanced_csv import sample
from tests.world import World

pytestmark = pytest.mark.django_db

UPLOAD = "/imports/upload/"


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """The browser of a District Admin with full rights."""
    client.force_login(world.admin.user)
    return client


@pytest.fixture
def roster(tmp_path: Path) -> SimpleUploadedFile:
    """A zip of twenty students, in which one row has no such date."""
    package = sample(families=False)
    package.of("Classes", Class_ID="c0")["Start Date"] = "1 Sept"
    path = package.zipped(tmp_path / "roster.zip")
    return SimpleUploadedFile("roster.zip", path.read_bytes())


def test_a_package_goes_from_upload_to_approval_to_undo(
    admin: Client, world: World, roster: SimpleUploadedFile
) -> None:
    form = {"connection": str(world.connection.pk), "package": roster, "way": "import"}
    letter = admin.post(UPLOAD, form)["Location"]
    run_id = letter.rstrip("/").rpartition("/")[2]
    page = read(admin, letter)
    assert 'hx-trigger="every 2s"' in page
    assert "roster.zip" in page
    assert str(world.admin.user) in page

    assert worked(run_id).state() is RunState.HELD
    page = read(admin, letter)
    assert 'id="working"' not in page
    over = admin.get(letter, headers={"HX-Request": "true", "HX-Target": "working"})
    assert over["HX-Refresh"] == "true"
    assert "This is the first import of this connection." in page
    assert "“1 Sept” is not a date" in page
    question = read(admin, f"{letter}approve/")
    assert "Added or changed: Schools 2 · Students 20" in question

    assert admin.post(f"{letter}approve/")["Location"] == letter
    assert worked(run_id).state() is RunState.APPLIED
    assert Student.objects.filter(last_name="Tremblay7").exists()
    page = read(admin, letter)
    assert "What changed" in page
    assert "Undo this import" in page

    turning = admin.post(f"{letter}undo/")["Location"]
    assert worked(turning.rstrip("/").rpartition("/")[2]).state() is RunState.APPLIED
    page = read(admin, turning)
    assert "Undo of an import" in page
    assert "Nothing: nobody had changed any of it since." in page
    assert "Undone" in read(admin, letter)
    assert "Undo this import" not in read(admin, letter)
    rows = read(admin, "/imports/")
    assert rows.count("roster.zip") == 1
    assert rows.index("Undo of an import") < rows.index("Undone")


def test_every_change_can_be_found_and_taken_along(
    admin: Client, world: World, roster: SimpleUploadedFile
) -> None:
    form = {"connection": str(world.connection.pk), "package": roster, "way": "rehearse"}
    letter = admin.post(UPLOAD, form)["Location"]
    run = worked(letter.rstrip("/").rpartition("/")[2])
    assert run.state() is RunState.PLANNED
    assert "Why it would wait" in read(admin, letter)

    changes = f"{letter}changes/"
    page = read(admin, changes, q="tremblay7")
    assert "Élodie7 Tremblay7" in page
    assert "Tremblay12" not in page
    page = read(admin, changes, kind="enrolments", q="s07")
    assert "Élodie7 Tremblay7 · Division c1" in page
    assert "No such change" in read(admin, changes, kind="students", what="ended", q="tremblay7")
    everything = read(admin, changes, what="created")
    assert 'rel="next"' in everything

    file = b"".join(admin.post(f"{changes}csv/?kind=students&q=tremblay7")).decode()
    assert "Élodie7 Tremblay7" in file
    assert len(file.splitlines()) == 2
    an_hour_passes(admin)
    assert admin.post(f"{changes}csv/?q=x")["Location"].startswith("/accounts/again/")


def test_the_sis_clerk_gets_a_list_of_what_is_wrong(admin: Client, world: World) -> None:
    run = held(world)
    for line, word in ((3, "=1+1"), (9, "Elf")):
        make.ImportProblemFactory.create(
            run=run,
            file="Staff.csv",
            line=line,
            column="Role",
            code="unknown_word",
            message=f"“{word}” is not one of the values this column may have.",
        )
    make.ImportProblemFactory.create(run=run, file="=cmd.csv", code="ignored_file")
    problems = f"/imports/{run.pk}/problems/"
    letter = read(admin, f"/imports/{run.pk}/")
    assert "and 1 more like it" in letter
    assert f'href="{problems}?file=Staff.csv&amp;code=unknown_word"' in letter
    page = read(admin, problems, file="Staff.csv", q="Elf")
    assert "“teacher” or “administrator”." in page
    assert "line 9" in page
    assert "line 3" not in page
    assert "line 3" in read(admin, problems, q="3")
    file = b"".join(admin.post(f"{problems}csv/")).decode()
    assert '"\'=cmd.csv"' in file
    assert '"Staff.csv","9","Role"' in file


def test_problems_are_told_in_the_language_of_whoever_reads(world: World) -> None:
    run = held(world)
    make.ImportProblemFactory.create(
        run=run,
        file="Enrollments.csv",
        code="unknown_class",
        detail="c9",
        message="There is no class “c9”; the row was skipped.",
    )
    with translation.override("fr-ca"):
        [found] = problems.wanted_problems(run, problems.Wanted(search="sautée"))
        words = problems.row_of(found).message
    assert "la ligne a été sautée" in words
    assert "c9" in words


def test_names_stand_where_a_plan_has_ids(admin: Client, world: World) -> None:
    run = held(world)
    make.PlannedChangeFactory.create(
        run=run,
        kind="students",
        action="change",
        key="77",
        subject_id=world.student_record.pk,
        before={"first_name": "Sunnie", "left_at": None},
        after={"first_name": "Sunny", "left_at": None},
    )
    PlannedChange.objects.create(
        district=world.district,
        run=run,
        kind="associations",
        action="end",
        key="77 / fay",
        subject_id=world.association.pk,
        before={"ended_at": None},
        after={"ended_at": "2026-03-04"},
        reason="absent",
        held=True,
    )
    page = read(admin, f"/imports/{run.pk}/changes/")
    assert str(world.student_record) in page
    assert "Sunnie" in page
    assert f"for {world.student_record}" in page
    assert "No longer in the package." in page
