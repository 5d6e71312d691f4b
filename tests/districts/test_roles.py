"""Acting in one role at a time, and what each finds on the home screen."""

import pytest
from django.test import Client

from districts.acting import SESSION_KEY
from districts.actor import System
from districts.models import Enrolment, StaffRole, Student
from tests import factories as make
from tests.world import Person, World

SCHOOL = System("tests")

# What each role can click on its home screen.
DOORS = {
    "support": {"/support/"},
    "admin": {"/portfolios/", "/classes/"},
    "limited": {"/portfolios/", "/classes/"},
    "principal": {"/portfolios/", "/classes/"},
    "counsellor": {"/portfolios/"},
    "teacher": {"/portfolios/", "/classes/"},
    "student": {"/portfolios/"},
    "family": {"/portfolios/"},
}
ALL_DOORS = {door for doors in DOORS.values() for door in doors} | {"/imports/", "/district/"}


def main_of(client: Client) -> str:
    page = client.get("/").content.decode()
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize("persona", DOORS)
def test_each_role_finds_its_doors_at_home(client: Client, world: World, persona: str) -> None:
    person: Person = getattr(world, persona)
    client.force_login(person.user)
    main = main_of(client)
    assert {door for door in ALL_DOORS if f'href="{door}"' in main} == DOORS[persona]


def test_a_parent_without_a_listed_portfolio_finds_no_door(client: Client, world: World) -> None:
    world.association.ended_at, world.association.end_reason = world.now, "revoked"
    world.association.save()
    client.force_login(world.family.user)
    assert "/portfolios/" not in main_of(client)


@pytest.fixture
def teaching_parent(world: World) -> World:
    """Tara Teacher is also the mother of Sunny's classmate."""
    contact = make.FamilyContactFactory.create(
        district=world.district, user=world.teacher.user, email="tara.at.home@example.org"
    )
    make.SchoolAssociationFactory.create(
        contact=contact, student=world.classmate, started_at=world.now
    )
    return world


def test_a_teacher_switches_to_being_a_parent_and_back(
    client: Client, teaching_parent: World
) -> None:
    client.force_login(teaching_parent.teacher.user)
    assert "/classes/" in main_of(client)
    assert client.post("/switch/", {"role": "family"})["Location"] == "/"
    assert "/classes/" not in main_of(client)
    assert client.get("/classes/").status_code == 403
    client.post("/switch/", {"role": teaching_parent.teacher.actor.key})
    assert client.get("/classes/").status_code == 200


def test_the_menu_offers_the_other_role_only(client: Client, teaching_parent: World) -> None:
    client.force_login(teaching_parent.teacher.user)
    page = client.get("/").content.decode()
    assert 'name="role" value="family"' in page
    assert f'value="{teaching_parent.teacher.actor.key}"' not in page


@pytest.mark.parametrize("role", ["support", "family", "", "nonsense"])
def test_a_role_one_does_not_hold_is_not_there_and_changes_nothing(
    client: Client, world: World, role: str
) -> None:
    client.force_login(world.teacher.user)
    assert client.post("/switch/", {"role": role}).status_code == 404
    assert client.session[SESSION_KEY] == world.teacher.actor.key
    assert client.get("/classes/").status_code == 200


def test_somebody_elses_role_is_not_there(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    assert client.post("/switch/", {"role": world.admin.actor.key}).status_code == 404


def test_looking_at_the_switch_does_not_switch(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    assert client.get("/switch/").status_code == 405


def test_an_ended_role_ends_with_the_next_request(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    assert client.get("/district/").status_code == 200
    StaffRole.objects.filter(staff__user=world.admin.user).update(ended_at=world.now)
    assert client.get("/district/").status_code == 403
    home = client.get("/")
    assert home.status_code == 403
    assert "You have no role" in home.content.decode()


def test_an_imported_administrator_waits_for_approval(client: Client, world: World) -> None:
    role = StaffRole.objects.filter(staff__user=world.principal.user)
    role.update(approved_at=None)
    client.force_login(world.principal.user)
    assert client.get("/classes/").status_code == 403


def test_a_class_that_is_taken_away_is_gone_with_the_next_request(
    client: Client, world: World
) -> None:
    client.force_login(world.teacher.user)
    Enrolment.objects.filter(staff=world.teacher_record).update(ended_at=world.now)
    assert world.class_group.name not in client.get("/classes/").content.decode()


def test_a_student_who_left_has_no_role(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    Student.objects.filter(pk=world.student_record.pk).update(left_at=world.now)
    assert client.get("/").status_code == 403


def test_switched_off_portfolios_leave_the_menu_at_once(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    assert 'href="/portfolios/"' in client.get("/").content.decode()
    world.district.approvals.filter(feature="portfolios").update(ended_at=world.now)
    assert 'href="/portfolios/"' not in client.get("/").content.decode()
