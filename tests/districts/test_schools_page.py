"""Schools: counted, found, and given the names that people know."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from districts.actions.schools import name_school
from districts.actor import System
from districts.models import AuditEvent, School
from spacesedu.lib import clock
from tests import factories as make
from tests.samples.advanced_csv import sample
from tests.samples.importing import importing
from tests.world import World

HTMX = {"HX-Request": "true"}


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """Gold Trail's District Admin, signed in."""
    client.force_login(world.admin.user)
    return client


def words(page: bytes) -> str:
    return " ".join(page.decode().split())


def rename(client: Client, school: School, name: str, **more: object) -> int:
    given = {"name": name, **more}
    return client.post(f"/schools/{school.pk}/name/", given).status_code


def test_each_school_has_its_figures(admin: Client, world: World) -> None:
    gone = make.StudentFactory.create(district=world.district, left_at=world.now)
    make.MembershipFactory.create(student=gone, school=world.maple)
    make.ClassGroupFactory.create(school=world.maple, ended_at=world.now)
    page = admin.get("/schools/")
    maple = next(one for one in page.context["schools"] if one == world.maple)
    # Sunny, the classmate and Penny; principal, deputy, counsellor, teacher, colleague; class 8A.
    assert (maple.student_count, maple.staff_count, maple.class_count) == (3, 5, 1)


def test_a_principal_sees_their_own_school_and_names_none(client: Client, world: World) -> None:
    client.force_login(world.principal.user)
    page = client.get("/schools/").content.decode()
    assert str(world.maple) in page
    assert str(world.cedar) not in page
    assert "/name/" not in page
    assert rename(client, world.maple, "Mine") == 403
    assert rename(client, world.cedar, "Mine") == 404


def test_a_school_known_by_its_code_stands_first_and_gets_a_name(
    admin: Client, world: World
) -> None:
    nameless = make.SchoolFactory.create(district=world.district, code="074-11", name="")
    page = admin.get("/schools/")
    assert page.context["pages"][0] == nameless
    assert "School 074-11" in page.content.decode()
    assert rename(admin, nameless, "  Poplar \n School ") == 302
    assert "The school is called “Poplar School”." in admin.get("/schools/").content.decode()
    event = AuditEvent.objects.get(verb="school.named")
    assert (event.subject_id, event.detail) == (
        str(nameless.pk),
        {"before": "", "after": "Poplar School"},
    )


def test_a_name_can_be_taken_away_again(admin: Client, world: World) -> None:
    rename(admin, world.maple, "")
    world.maple.refresh_from_db()
    assert str(world.maple) == f"School {world.maple.code}"
    assert AuditEvent.objects.get(verb="school.named").detail == {
        "before": "Maple School",
        "after": "",
    }


def test_the_same_name_again_changes_nothing(admin: Client, world: World) -> None:
    for _time in range(2):
        rename(admin, world.maple, "Poplar School")
    assert AuditEvent.objects.filter(verb="school.named").count() == 1


def test_in_the_list_only_the_row_is_answered(admin: Client, world: World) -> None:
    address = f"/schools/{world.maple.pk}/name/"
    asked = admin.get(address, headers=HTMX).content.decode()
    assert asked.count("<tr") == 1
    assert "<html" not in asked
    wrong = admin.post(address, {"name": "x" * 201}, headers=HTMX)
    assert wrong.status_code == 200
    assert "At most 200 characters" in wrong.content.decode()
    named = admin.post(address, {"name": "Poplar School"}, headers=HTMX).content.decode()
    assert named.count("<tr") == 1
    assert "Poplar School" in named


def test_the_row_after_naming_is_the_row_of_the_page(admin: Client, world: World) -> None:
    """A swap shows what a reload would, but for the word that it is saved."""
    address = f"/schools/{world.maple.pk}/name/"
    row = words(admin.post(address, {"name": "Poplar School"}, headers=HTMX).content)
    page = words(admin.get("/schools/").content)
    cells = row.split("<td", 1)[1].split("autofocus")[0]
    assert cells in page


@pytest.mark.parametrize("name", ["مدرسة القيقب " * 15, "Ü" * 200, "<b>Maple</b>", "=1+1"])
def test_long_and_foreign_names_stand_as_they_were_typed(
    admin: Client, world: World, name: str
) -> None:
    assert rename(admin, world.maple, name) == 302
    world.maple.refresh_from_db()
    assert world.maple.name == name.strip()
    page = admin.get("/schools/").content.decode()
    assert "<b>Maple" not in page
    assert "<bdi>" in page


@pytest.mark.parametrize("name", ["x" * 201, "Maple\0School"])
def test_a_name_that_cannot_be_kept_is_said_so(admin: Client, world: World, name: str) -> None:
    assert rename(admin, world.maple, name) == 422
    assert not AuditEvent.objects.filter(verb="school.named").exists()


def test_nothing_else_of_a_school_can_be_typed_in(admin: Client, world: World) -> None:
    rename(admin, world.maple, "Poplar School", code="666", district=str(world.other.district.pk))
    after = School.objects.get(pk=world.maple.pk)
    assert (after.code, after.district_id) == (world.maple.code, world.district.pk)


def test_a_school_of_another_district_is_not_there(admin: Client, world: World) -> None:
    assert rename(admin, world.other.maple, "Mine") == 404
    assert admin.get(f"/schools/{world.other.maple.pk}/name/").status_code == 404


def test_a_school_is_found_by_name_and_by_code(admin: Client, world: World) -> None:
    make.SchoolFactory.create(district=world.district, code="A-17", name="École Élan")
    for search in ("elan", "ÉLAN", "a-17"):
        assert "École Élan" in admin.get("/schools/", {"q": search}).content.decode()
    assert "No school found" in admin.get("/schools/", {"q": "%_\0'"}).content.decode()


def test_the_action_refuses_a_name_that_is_too_long(world: World) -> None:
    with pytest.raises(ValidationError):
        name_school(school=world.maple, name="x" * 201, by=world.admin.actor, at=world.now)


def test_the_next_import_leaves_the_given_name(tmp_path: Path, db: None) -> None:
    sd74 = importing(tmp_path)
    sd74.run(sample(families=False), approve=True)
    school = School.objects.filter(district=sd74.district).order_by("code").first()
    assert school is not None
    assert school.name == ""
    name_school(school=school, name="Poplar School", by=System("tester"), at=clock.now())
    report = sd74.run(sample(families=False), approve=True)
    assert report.counts["schools"].unchanged > 0
    assert not report.counts["schools"].changed
    school.refresh_from_db()
    assert school.name == "Poplar School"
