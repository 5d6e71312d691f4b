"""One student's record, and what an office does with it."""

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import AuditEvent, Student
from tests import factories as make
from tests.world import PASSWORD, World


@pytest.fixture
def office(client: Client, world: World) -> Client:
    """The browser of the School Admin at Maple School."""
    client.force_login(world.principal.user)
    return client


def visited(world: World) -> int:
    """Return what a visitor gets at the student's link."""
    return Client().get(f"/s/{world.link.token}/").status_code


def address(door: str, student: Student) -> str:
    return reverse(f"districts:{door}", kwargs={"student": student.pk})


def page_of(client: Client, student: Student) -> str:
    return client.get(address("student", student)).text


def verbs(student: Student) -> list[str]:
    rows = AuditEvent.objects.filter(subject_id=str(student.pk)).order_by("id")
    return list(rows.values_list("verb", flat=True))


def test_the_record_says_what_an_office_needs(office: Client, world: World) -> None:
    page = page_of(office, world.student_record)
    assert world.student_record.student_number in page
    assert world.maple.name in page
    assert "Grade 8" in page
    assert world.class_group.name in page
    assert str(world.student.user.email) in page
    assert world.template.name in page  # the way to the portfolio
    assert "/family/?q=" in page


def test_a_class_of_a_school_that_is_not_theirs_is_not_named(office: Client, world: World) -> None:
    elsewhere = make.ClassGroupFactory.create(school=world.cedar, name="Cedar Choir")
    make.EnrolmentFactory.create(class_group=elsewhere, student=world.student_record)
    assert "Cedar Choir" not in page_of(office, world.student_record)


def test_a_reader_finds_nothing_to_press(client: Client, world: World) -> None:
    client.force_login(world.limited.user)
    page = page_of(client, world.classmate)
    for words in ("Deactivate", "Save name", "Username and password"):
        assert words not in page


# --- the display name


def rename(client: Client, student: Student, name: str) -> str:
    data = {"display_name": name}
    return client.post(address("student_name", student), data, follow=True).text


def test_a_display_name_stands_in_everywhere(office: Client, world: World) -> None:
    page = rename(office, world.classmate, "  Addie   King ")
    world.classmate.refresh_from_db()
    assert world.classmate.display_name == "Addie King"
    assert world.classmate.public_name == "Addie K."
    assert "<bdi>Addie King</bdi>" in page
    assert verbs(world.classmate) == ["student.display_name_set"]


def test_an_empty_one_takes_it_back(office: Client, world: World) -> None:
    rename(office, world.classmate, "Addie King")
    rename(office, world.classmate, "")
    world.classmate.refresh_from_db()
    assert str(world.classmate).startswith("Chris")
    assert verbs(world.classmate)[-1] == "student.display_name_cleared"


def test_saving_the_same_twice_is_noted_once(office: Client, world: World) -> None:
    rename(office, world.classmate, "Addie")
    rename(office, world.classmate, "Addie")
    assert len(verbs(world.classmate)) == 1


@pytest.mark.parametrize("name", ["مريم الحداد", "Nguyễn Ánh", "نی\u200cلو", "李 小龍", "x" * 100])
def test_a_name_in_any_script_is_taken(office: Client, world: World, name: str) -> None:
    assert f"<bdi>{name}</bdi>" in rename(office, world.classmate, name)


@pytest.mark.parametrize(
    "name", ["Ada\u202eevil", "A\u2066da", "Ada\u0007", "Ada\u200b", "x" * 101, "Ada\ue000"]
)
def test_a_name_that_plays_tricks_is_refused(office: Client, world: World, name: str) -> None:
    page = rename(office, world.classmate, name)
    world.classmate.refresh_from_db()
    assert world.classmate.display_name == ""
    assert "Please look at this again" in page
    assert verbs(world.classmate) == []


# --- deactivation


def test_deactivating_closes_the_link_and_keeps_the_work(office: Client, world: World) -> None:
    assert visited(world) == 200
    question = office.get(address("student_deactivate", world.student_record)).text
    assert "Their work is kept" in question
    data = {"reason": "safety"}
    page = office.post(address("student_deactivate", world.student_record), data, follow=True).text
    assert "Reactivate" in page
    assert visited(world) == 404
    event = AuditEvent.objects.get(verb="student.deactivated")
    assert event.detail == {"reason": "safety"}
    assert event.actor_user_id == world.principal.user.pk
    world.post.refresh_from_db()
    assert world.post.deleted_at is None


def test_a_deactivated_student_is_out_on_the_next_request(office: Client, world: World) -> None:
    pupil = Client()
    pupil.force_login(world.student.user)
    assert pupil.get("/portfolios/").status_code == 200
    office.post(address("student_deactivate", world.student_record))
    assert pupil.get("/portfolios/").status_code == 403


def test_a_deactivated_student_may_sign_in_but_opens_nothing_as_the_record_says(
    office: Client, world: World
) -> None:
    answer = office.post(address("student_deactivate", world.student_record), follow=True)
    assert "the student cannot open it either" in answer.text
    pupil = Client()
    typed = {"login": world.student.user.email or "", "password": PASSWORD}
    home = pupil.post("/accounts/login/", typed, follow=True)
    assert "You have no role at a school" in home.text
    assert world.template.name not in home.text
    assert pupil.get("/portfolios/").status_code == 403


def test_reactivating_opens_everything_again(office: Client, world: World) -> None:
    office.post(address("student_deactivate", world.student_record))
    office.post(address("student_reactivate", world.student_record))
    assert visited(world) == 200
    assert verbs(world.student_record) == ["student.deactivated", "student.reactivated"]


def test_pressing_twice_is_pressing_once(office: Client, world: World) -> None:
    for door in ("student_deactivate", "student_reactivate"):
        for _ in range(2):
            office.post(address(door, world.classmate))
    assert verbs(world.classmate) == ["student.deactivated", "student.reactivated"]


def test_a_reason_that_nobody_offered_changes_nothing(office: Client, world: World) -> None:
    data = {"reason": "because"}
    answer = office.post(address("student_deactivate", world.classmate), data)
    assert answer.status_code == 200
    world.classmate.refresh_from_db()
    assert world.classmate.deactivated_at is None


@pytest.mark.parametrize("door", ["student_name", "student_deactivate", "student_reactivate"])
def test_no_office_reaches_into_another(client: Client, world: World, door: str) -> None:
    client.force_login(world.principal.user)
    for student in (world.outsider, world.other.classmate):
        assert client.post(address(door, student)).status_code == 404
    client.force_login(world.limited.user)
    assert client.post(address(door, world.classmate)).status_code == 403
    assert not AuditEvent.objects.exists()
