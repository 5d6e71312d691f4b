"""A package from upload to undo, as an administrator goes through it."""

import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from districts.models import ImportRun, PlannedChange, RunState, Student
from districts.sis import sweep
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.factors import an_hour_passes
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


def read(client: Client, path: str, **query: str) -> str:
    return client.get(path, query).content.decode()


def worked(run_id: object) -> ImportRun:
    """Let a worker do what there is to do."""
    sweep.do(uuid.UUID(str(run_id)), at=clock.now())
    return ImportRun.objects.get(pk=str(run_id))


def held(world: World, **more: object) -> ImportRun:
    """Save a run that waits, with nothing behind it."""
    counts = {"students": {"created": 3, "changed": 0, "ended": 2, "unchanged": 0}}
    counts["associations"] = {"created": 0, "changed": 0, "ended": 7, "unchanged": 0}
    facts = {
        "counts": counts,
        "emails_planned": 126,
        "planned_at": world.now,
        "held_at": world.now,
        "hold_reasons": ["first_run"],
        **more,
    }
    run: ImportRun = make.ImportRunFactory.create(connection=world.connection, **facts)
    return run


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
    assert "hx-trigger" not in page.partition('id="letter"')[2].partition(">")[0]
    assert "This is the first import of this connection." in page
    assert "“1 Sept” is not a date" in page
    question = read(admin, f"{letter}approve/")
    assert "rows would be added or changed" in question

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
    assert rows.count("roster.zip") == 0
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


def test_a_question_says_who_would_lose_what(admin: Client, world: World) -> None:
    run = held(world)
    for path in (f"/imports/{run.pk}/", f"/imports/{run.pk}/approve/"):
        page = read(admin, path)
        assert "126 people would be invited by e-mail." in page
        assert "7 connections of adults with students would end" in page
        assert "2 students would become inactive." in page


def test_what_is_discarded_is_not_asked_again(admin: Client, world: World) -> None:
    run = held(world)
    letter = f"/imports/{run.pk}/"
    assert str(run.pk) in read(admin, "/imports/", state="waiting")
    assert "Discard what waits?" in read(admin, f"{letter}discard/")
    admin.post(f"{letter}discard/")
    run.refresh_from_db()
    assert run.state() is RunState.DISCARDED
    assert str(run.pk) not in read(admin, "/imports/", state="waiting")
    page = admin.post(f"{letter}discard/", follow=True).content.decode()
    assert "Nothing of this import waits any more." in page


@pytest.mark.parametrize("answer", ["approve", "undo"])
def test_whoever_left_the_screen_is_asked_again_before_an_answer(
    admin: Client, world: World, answer: str
) -> None:
    run = held(world)
    an_hour_passes(admin)
    path = f"/imports/{run.pk}/{answer}/"
    assert admin.get(path)["Location"].startswith("/accounts/again/")
    assert admin.post(path)["Location"].startswith("/accounts/again/")
    run.refresh_from_db()
    assert run.approved_at is None


def test_what_an_applied_run_left_waiting_is_counted_apart(admin: Client, world: World) -> None:
    run = held(
        world,
        held_at=None,
        applied_at=world.now,
        removals_held=True,
        hold_reasons=["removals"],
        counts={"students": {"created": 3, "changed": 0, "ended": 0, "unchanged": 90}},
    )
    for number in range(2):
        make.PlannedChangeFactory.create(run=run, action="end", key=f"gone {number}", held=True)
    make.PlannedChangeFactory.create(run=run, key="came")
    page = read(admin, f"/imports/{run.pk}/")
    assert "2 students would become inactive." in page
    assert "126 people" not in page
    page = read(admin, f"/imports/{run.pk}/changes/", show="waiting")
    assert "gone 1" in page
    assert "came" not in page


def test_a_failed_run_says_what_to_do(admin: Client, world: World) -> None:
    run = held(world, held_at=None, planned_at=None, failed_at=world.now, failure="KeyError")
    page = read(admin, f"/imports/{run.pk}/")
    assert "Write to Support about it." in page
    assert "KeyError" not in page


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "A later package has taken its place."),
        ({"discarded_by": "admin"}, "What waited was not carried out"),
        ({"held_at": None, "applied_at": "now"}, "What waited was carried out later"),
        (
            {"held_at": None, "applied_at": "now", "discarded_by": "admin"},
            "What waited was discarded.",
        ),
    ],
)
def test_a_run_says_what_became_of_what_had_waited(
    admin: Client, world: World, facts: dict[str, object], sentence: str
) -> None:
    known = {name: world.now if value == "now" else value for name, value in facts.items()}
    run = held(world, discarded_at=world.now, **known)
    later = make.ImportRunFactory.create(
        connection=world.connection, follows=run, planned_at=world.now, applied_at=world.now
    )
    page = read(admin, f"/imports/{run.pk}/")
    assert sentence in page
    assert f"/imports/{later.pk}/" in page
    assert f"/imports/{run.pk}/" in read(admin, f"/imports/{later.pk}/")


def test_what_waits_is_told_school_by_school(admin: Client, world: World) -> None:
    run = held(world, applied_at=world.now, removals_held=True, held_at=None, hold_reasons=["removals"])
    for number in range(3):
        make.PlannedChangeFactory.create(
            run=run,
            kind="students" if number else "enrolments",
            action="end",
            school_id=world.maple.pk,
            held=True,
        )
    page = read(admin, f"/imports/{run.pk}/")
    assert f"<bdi>{world.maple}</bdi>" in page
    assert "Students 2 · Enrolments 1" in page
    assert "1 other row would end" in page
    assert "Send me an example" not in page
    assert "?show=waiting" in page

    admin.post(f"/imports/{run.pk}/discard/")
    page = read(admin, f"/imports/{run.pk}/")
    assert "3 rows that waited were discarded." in page
    assert "Discarded. What waited was not carried out." in page
