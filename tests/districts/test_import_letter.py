"""The letter of a run: what it asks, and what it says became of everything."""

from http import HTTPStatus

import pytest
from django.test import Client

from districts.models import ImportRun, RunState, Student
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.factors import an_hour_passes
from tests.districts.import_pages import held, read
from tests.world import World

pytestmark = pytest.mark.django_db

UPLOAD = "/imports/upload/"


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """The browser of a District Admin with full rights."""
    client.force_login(world.admin.user)
    return client


def test_a_question_says_who_would_lose_what(admin: Client, world: World) -> None:
    run = held(world)
    for path in (f"/imports/{run.pk}/", f"/imports/{run.pk}/approve/"):
        page = read(admin, path)
        assert "126 people would be invited by e-mail." in page
        assert "Rows that would end: School associations 7." in page
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
        ({"held_at": None, "applied_at": "now"}, "What waited was carried out later."),
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


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "A later package has taken its place."),
        (
            {"held_at": None, "applied_at": "now"},
            "A later package has taken the place of what waited.",
        ),
    ],
)
def test_a_run_leads_to_the_one_that_took_its_place(
    admin: Client, world: World, facts: dict[str, object], sentence: str
) -> None:
    known = {name: world.now if value == "now" else value for name, value in facts.items()}
    later = make.ImportRunFactory.create(connection=world.connection, planned_at=clock.now())
    run = held(world, discarded_at=later.planned_at, **known)
    page = read(admin, f"/imports/{run.pk}/")
    assert sentence in page
    assert f"/imports/{later.pk}/" in page
    assert "Replaced by" in page


def test_people_come_before_the_rows_behind_them(admin: Client, world: World) -> None:
    run = held(
        world, applied_at=world.now, removals_held=True, held_at=None, hold_reasons=["removals"]
    )
    ends = {"action": "end", "school_id": world.maple.pk, "held": True, "run": run}
    for kind in ("classes", "students", "students", "staff"):
        make.PlannedChangeFactory.create(kind=kind, **ends)
    off = {"run": run, "kind": "staff", "action": "change", "held": True}
    make.PlannedChangeFactory.create(
        before={"disabled_since": None}, after={"disabled_since": "2026-11-01"}, **off
    )
    page = read(admin, f"/imports/{run.pk}/")
    told = [
        f"{world.maple}: 2 students would become inactive.",
        f"{world.maple}: 1 member of staff would lose access.",
        "1 person could not sign in any more",
        "Rows that would end: Classes 1.",
    ]
    places = [page.index(sentence) for sentence in told]
    assert places == sorted(places)
    assert "School by school" not in page
    make.PlannedChangeFactory.create(kind="students", **{**ends, "school_id": world.cedar.pk})
    page = read(admin, f"/imports/{run.pk}/")
    assert "<li>3 students would become inactive." in page
    assert f"<bdi>{world.maple}</bdi>" in page
    assert "Students 2 · Staff 1 · Classes 1" in page


def test_what_waits_is_told_school_by_school(admin: Client, world: World) -> None:
    run = held(
        world, applied_at=world.now, removals_held=True, held_at=None, hold_reasons=["removals"]
    )
    for number in range(3):
        make.PlannedChangeFactory.create(
            run=run,
            kind="classes" if number else "enrolments",
            action="end",
            school_id=world.maple.pk,
            held=True,
        )
    page = read(admin, f"/imports/{run.pk}/")
    assert f"<bdi>{world.maple}</bdi>" in page
    assert "Classes 2 · Enrolments 1" in page
    assert "Rows that would end: Classes 2 · Enrolments 1." in page
    assert "Send me an example" not in page
    assert "?show=waiting" in page

    admin.post(f"/imports/{run.pk}/discard/")
    page = read(admin, f"/imports/{run.pk}/")
    assert "3 rows that waited were discarded." in page
    assert "Discarded. What waited was not carried out." in page


def test_a_yes_to_a_plan_that_is_another_by_now_is_none(admin: Client, world: World) -> None:
    run = held(world, digest="the plan that was shown")
    approve = f"/imports/{run.pk}/approve/"
    assert 'name="seen" value="the plan that was shown"' in read(admin, approve)
    ImportRun.objects.filter(pk=run.pk).update(digest="another plan")

    page = admin.post(approve, {"seen": "the plan that was shown"}, follow=True).content.decode()

    assert "There is another plan by now" in page
    assert ImportRun.objects.get(pk=run.pk).approved_at is None


def test_a_few_who_look_like_missing_people_are_offered_as_the_same(
    admin: Client, world: World
) -> None:
    run = held(world)
    letter = read(admin, f"/imports/{run.pk}/")
    assert "Are they the same?" not in letter
    gone = world.classmate
    Student.objects.filter(pk=gone.pk).update(student_number="4711")
    make.PlannedChangeFactory.create(
        run=run, action="end", key="old", subject_id=gone.pk, reason="absent"
    )
    make.PlannedChangeFactory.create(
        run=run,
        action="create",
        key="new",
        after={"student_number": "4711", "last_name": gone.last_name},
    )
    letter = read(admin, f"/imports/{run.pk}/")
    assert "1 new person looks like somebody who is missing now." in letter
    assert f"/imports/{run.pk}/ids/" in letter
    assert admin.get(f"/imports/{run.pk}/ids/").status_code == HTTPStatus.OK
