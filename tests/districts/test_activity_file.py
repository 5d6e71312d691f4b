"""Activity as a file: what is on the page, in words, noted, and after "Is it you?"."""

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import AuditEvent
from tests.districts import factors
from tests.districts.journal import download, note, read
from tests.world import PASSWORD, World


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    client.force_login(world.admin.user)
    return client


def test_the_filtered_list_as_a_file(admin: Client, world: World) -> None:
    note(world, "student.deactivated", world.student_record, reason="left")
    note(world, "post.added", world.post, by=world.teacher.actor)
    _head, row = download(admin, group="students")
    assert row[1] == world.admin.user.name
    assert row[3] == f"deactivated {world.student_record}"
    assert row[4:7] == ["student.deactivated", "districts.student", str(world.student_record.pk)]
    assert row[7] == "Reason: left"


def test_what_else_is_known_stands_in_the_file_as_plain_words(admin: Client, world: World) -> None:
    counts = {"students": {"created": 2, "ended": 0}}
    note(world, "import.applied", world.district, counts=counts, held=["a", "b"], told=None)
    note(world, "role.given", world.student_record, role="counsellor", full=True)
    _head, role, run = download(admin)
    assert role[7] == "Full: Yes; Role: counsellor"
    assert run[7] == "Held: a, b; Counts: students (ended 0, created 2)"


def test_a_file_is_written_in_pieces_and_misses_nothing(
    admin: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("districts.activity.export.AT_ONCE", 2)
    for _ in range(5):
        note(world, "district.changed", world.district)
    assert len(download(admin)) == 6


def test_taking_the_list_along_is_noted_without_the_name_that_was_looked_for(
    admin: Client, world: World
) -> None:
    download(admin, person="Tara", group="work")
    event = AuditEvent.objects.latest("id")
    assert event.verb == "activity.exported"
    assert event.actor_user_id == world.admin.user.pk
    assert event.detail == {"filters": {"person": True, "group": "work"}}


def test_a_name_that_could_be_a_formula_is_harmless_in_the_file(
    admin: Client, world: World
) -> None:
    world.admin.user.name = "=cmd()"
    world.admin.user.save()
    note(world, "district.changed", world.district)
    _head, row = download(admin)
    assert row[1] == "'=cmd()"


def test_somebody_who_has_not_lately_shown_who_they_are_is_asked_and_comes_back_to_the_button(
    admin: Client, world: World
) -> None:
    note(world, "student.deactivated", world.student_record)
    factors.an_hour_passes(admin)
    asked = admin.post(reverse("districts:activity_csv"), {"group": "students"})
    assert asked.status_code == 302
    answer = admin.post(asked["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/activity/?group=students#download"
    assert 'id="download"' in read(admin, group="students")
    assert not AuditEvent.objects.filter(verb="activity.exported").exists()
    assert len(download(admin, group="students")) == 2
