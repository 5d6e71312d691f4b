"""What a run is told of when it is no question any more: rehearsed, discarded, undone."""

import pytest
from django.test import Client

from districts.models import ImportProblem, ImportRun
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.import_pages import held, read
from tests.world import World

pytestmark = pytest.mark.django_db

CAME = {"students": {"created": 3, "changed": 1, "ended": 0, "unchanged": 90}}


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """The browser of a District Admin with full rights."""
    client.force_login(world.admin.user)
    return client


def applied(world: World, **facts: object) -> ImportRun:
    known = {"counts": CAME, "emails_queued": 2, **facts}
    return held(world, held_at=None, applied_at=clock.now(), hold_reasons=[], **known)


def test_a_rehearsal_says_what_people_would_notice(admin: Client, world: World) -> None:
    run = held(world, held_at=None, dry_run=True)
    make.PlannedChangeFactory.create(
        run=run,
        kind="staff",
        action="change",
        before={"disabled_since": None},
        after={"disabled_since": "2026-11-01"},
    )
    make.PlannedChangeFactory.create(
        run=run, kind="classes", action="end", school_id=world.maple.pk
    )

    page = read(admin, f"/imports/{run.pk}/")

    assert "What people would notice" in page
    assert "2 students would become inactive." in page
    assert "126 people would be invited by e-mail." in page
    assert "1 person could not sign in any more" in page
    assert "School by school" in page


def test_what_was_discarded_would_have_changed_something(admin: Client, world: World) -> None:
    run = held(world, discarded_at=clock.now(), discarded_by="anna")

    page = read(admin, f"/imports/{run.pk}/")

    assert "What would have changed" in page
    assert "No e-mail was sent because of it." in page


def test_an_undo_is_asked_for_in_people_first(admin: Client, world: World) -> None:
    run = applied(world)

    page = read(admin, f"/imports/{run.pk}/undo/")

    people, rows = page.index("3 students would become inactive."), page.index("3 rows that it")
    assert people < rows


def test_an_undone_run_says_which_mail_does_not_go_and_leads_to_its_undo(
    admin: Client, world: World
) -> None:
    run = applied(world)
    assert "2 e-mails were sent because of it, or are on their way." in read(
        admin, f"/imports/{run.pk}/"
    )
    undo = applied(world, undoes=run, emails_queued=0, counts={})
    ImportRun.objects.filter(pk=run.pk).update(undone_at=clock.now())

    page = read(admin, f"/imports/{run.pk}/")

    assert "those that had not left when this was undone do not go" in page
    assert f"/imports/{undo.pk}/" in page
    assert "Import, " in read(admin, f"/imports/{undo.pk}/")


def test_problems_are_counted_with_those_beyond_the_list(admin: Client, world: World) -> None:
    run = applied(world)
    facts = {"district": world.district, "run": run, "file": "Staff.csv", "column": "Role"}
    for line in (2, 3):
        ImportProblem.objects.create(code="unknown_word", line=line, **facts)
    ImportProblem.objects.create(code="more_alike", detail="1200 unknown_word", **facts)

    page = read(admin, f"/imports/{run.pk}/")

    assert "Look at all 1,202 problems" in " ".join(page.split())


def test_a_question_about_mail_says_which_schools_have_no_name(admin: Client, world: World) -> None:
    world.maple.name = ""
    world.maple.save()

    page = read(admin, f"/imports/{held(world).pk}/")

    assert "1 school has no name yet" in page
    assert "/schools/" in page


def test_what_a_folder_or_a_service_brought_is_not_to_be_uploaded_once_more(
    admin: Client, world: World
) -> None:
    facts = {"held_at": None, "refused_at": clock.now(), "received_by": "daily fetching"}
    run = held(world, **facts)
    ImportProblem.objects.create(
        district=world.district, run=run, file="", column="", code="service_silent", detail="…"
    )
    assert "Upload it once more" in read(admin, f"/imports/{run.pk}/")
    run.connection.kind = "pull"
    run.connection.save()

    page = read(admin, f"/imports/{run.pk}/")

    assert "Upload it once more" not in page
    assert "Look at the connection" in page
    assert "Daily fetching" in page


def test_whoever_approves_under_new_ids_is_shown_them_first(admin: Client, world: World) -> None:
    run = held(world, hold_reasons=["ids_changed"])
    student = make.StudentFactory.create(district=world.district, student_number="71")
    said = {"student_number": "71", "last_name": student.last_name}
    make.PlannedChangeFactory.create(run=run, key="new", action="create", after=said)
    make.PlannedChangeFactory.create(
        run=run, key="old", action="end", reason="absent", subject_id=student.pk
    )

    page = read(admin, f"/imports/{run.pk}/approve/")

    assert "1 new person looks like somebody who is missing now" in page
    assert f"/imports/{run.pk}/ids/" in page
