"""Who may ask why a portfolio cannot be seen, and where they find the question."""

import pytest
from django.test import Client

from districts.models import StaffRole
from portfolios.models import PortfolioTemplate, TeacherAccess
from tests import factories as make
from tests.portfolios import changes as c
from tests.world import World


def status(client: Client, world: World, person: str) -> int:
    client.force_login(getattr(world, person).user)
    return client.get(f"/portfolios/{world.portfolio.pk}/why/").status_code


def test_a_colleague_asks_when_teacher_access_is_for_the_school(
    client: Client, world: World
) -> None:
    assert status(client, world, "colleague") == 404
    PortfolioTemplate.objects.update(teacher_access=TeacherAccess.SCHOOL)
    assert status(client, world, "colleague") == 200


def test_a_principal_does_not_ask_about_another_schools_student(
    client: Client, world: World
) -> None:
    assert status(client, world, "principal") == 200
    c.move_to_cedar(world)
    assert status(client, world, "principal") == 404
    StaffRole.objects.filter(staff__user=world.principal.user).update(school=world.cedar)
    assert status(client, world, "principal") == 200


@pytest.mark.parametrize("person", ["student", "family", "support"])
def test_nobody_else_asks(client: Client, world: World, person: str) -> None:
    assert status(client, world, person) == 403


def test_the_only_portfolio_of_a_student_opens_at_once(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    answer = client.get(f"/portfolios/students/{world.student_record.pk}/why/")
    assert answer["Location"] == f"/portfolios/{world.portfolio.pk}/why/"


def test_a_student_with_several_shows_each_with_its_answers(client: Client, world: World) -> None:
    second = make.PortfolioFactory.create(
        student=world.student_record, template__district=world.district, template__name="Capstone"
    )
    client.force_login(world.admin.user)
    page = client.get(f"/portfolios/students/{world.student_record.pk}/why/").text
    assert f"/portfolios/{second.pk}/why/" in page
    assert f"/portfolios/{world.portfolio.pk}/why/" in page


def test_a_student_without_any_is_told_why(client: Client, world: World) -> None:
    newcomer = make.StudentFactory.create(district=world.district)
    make.MembershipFactory.create(student=newcomer, school=world.maple)
    client.force_login(world.principal.user)
    page = client.get(f"/portfolios/students/{newcomer.pk}/why/").text
    assert "has no portfolio" in page


def test_a_teacher_does_not_ask_about_a_stranger(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    for stranger in (world.outsider, world.other.student_record):
        assert client.get(f"/portfolios/students/{stranger.pk}/why/").status_code == 404


def test_a_teacher_finds_the_question_where_the_share_icon_is_missing(
    client: Client, world: World
) -> None:
    client.force_login(world.teacher.user)
    address = f"/portfolios/{world.classmate_portfolio.pk}/why/"
    page = f"/portfolios/templates/{world.template.pk}/"
    assert address not in client.get(page).text
    c.template_without_sharing(world)
    assert address in client.get(page).text


@pytest.mark.parametrize(
    ("person", "finds"), [("teacher", True), ("admin", True), ("student", False), ("family", False)]
)
def test_staff_find_the_question_at_a_portfolio(
    client: Client,
    world: World,
    person: str,
    finds: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    client.force_login(getattr(world, person).user)
    page = client.get(f"/portfolios/{world.portfolio.pk}/").text
    assert (f"/portfolios/{world.portfolio.pk}/why/" in page) == finds


def test_the_family_tab_leads_to_the_question(client: Client, world: World) -> None:
    client.force_login(world.counsellor.user)
    assert f"/portfolios/students/{world.student_record.pk}/why/" in client.get("/family/").text
