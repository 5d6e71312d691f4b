"""Who opens a portfolio, and who only reads."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import Feature, FeatureApproval
from spacesedu.lib import clock
from tests import factories as make
from tests.world import Person, World

# Persona → status of the portfolio's page, of its Add post page.
TABLE = {
    "support": (404, 404),
    "admin": (200, 403),
    "limited": (200, 403),
    "principal": (200, 403),
    "counsellor": (200, 403),
    "teacher": (200, 200),
    "colleague": (404, 404),
    "student": (200, 200),
    "family": (200, 403),
}


def page_of(world: World) -> str:
    return reverse("portfolios:page", kwargs={"portfolio": world.portfolio.pk})


@pytest.mark.parametrize("persona", TABLE)
def test_everyone_opens_what_is_theirs_and_writes_where_they_may(
    client: Client, world: World, persona: str
) -> None:
    person: Person = getattr(world, persona)
    client.force_login(person.user)
    pages = [page_of(world), f"{page_of(world)}posts/new/"]

    assert tuple(client.get(page).status_code for page in pages) == TABLE[persona]


@pytest.mark.parametrize("persona", TABLE)
def test_nobody_opens_a_portfolio_of_the_other_district(
    client: Client, world: World, persona: str
) -> None:
    client.force_login(getattr(world, persona).user)
    address = reverse("portfolios:page", kwargs={"portfolio": world.other.portfolio.pk})

    for page in ("", "about/", "summary/", "posts/new/", f"media/{world.other.photo.pk}/320.webp"):
        assert client.get(address + page).status_code == 404
    edit = reverse("portfolios:post_edit", kwargs={"post": world.other.post.pk})
    assert client.get(edit).status_code == 404


def test_a_student_does_not_open_a_classmates_portfolio(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    address = reverse("portfolios:page", kwargs={"portfolio": world.classmate_portfolio.pk})

    assert client.get(address).status_code == 404


def test_family_reads_the_work_and_finds_nothing_to_press(client: Client, world: World) -> None:
    client.force_login(world.family.user)
    html = client.get(page_of(world)).content.decode()

    assert world.post.title in html
    for control in ("Add post", "Edit", "Delete", "Share"):
        assert f"{control}</" not in html
    for page in ("summary/", "posts/new/"):
        assert client.post(page_of(world) + page, {"title": "x"}).status_code == 403


def test_a_portfolio_closes_to_everyone_with_the_licence(client: Client, world: World) -> None:
    FeatureApproval.objects.filter(feature=Feature.PORTFOLIOS).update(
        ended_at=clock.now(), ended_by="x", end_reason="x"
    )

    for person in (world.student, world.teacher, world.admin, world.family):
        client.force_login(person.user)
        assert client.get(page_of(world)).status_code == 404


def test_an_archived_portfolio_is_read_and_not_changed(client: Client, world: World) -> None:
    world.template.archived_at = clock.now()
    world.template.save()

    for person in (world.student, world.teacher):
        client.force_login(person.user)
        assert "Add post" not in client.get(page_of(world)).content.decode()
        assert client.get(f"{page_of(world)}posts/new/").status_code == 403
    client.force_login(world.student.user)
    assert "Archived" in client.get("/portfolios/").content.decode()


def test_there_is_no_section_of_another_template(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    here = {"portfolio": world.portfolio.pk}

    section = reverse("portfolios:section", kwargs=here | {"section": world.sections[0].pk})
    assert client.get(section).status_code == 200
    for wrong in (world.other.sections[0].pk, uuid.uuid4()):
        address = reverse("portfolios:section", kwargs=here | {"section": wrong})
        assert client.get(address).status_code == 404


def test_a_student_reads_the_welcome_first_and_again_by_the_i_button(
    client: Client, world: World
) -> None:
    world.template.description = "Show **your** year."
    world.template.save()
    world.portfolio.welcomed_at = None
    world.portfolio.save()
    client.force_login(world.student.user)

    welcome = client.get(page_of(world)).content.decode()
    assert "<strong>your</strong>" in welcome
    assert "Get Started" in welcome
    assert world.post.title not in welcome

    client.post(f"{page_of(world)}start/")
    assert world.post.title in client.get(page_of(world)).content.decode()
    assert "<strong>your</strong>" in client.get(f"{page_of(world)}about/").content.decode()


def test_a_teacher_is_not_welcomed_in_the_students_place(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)

    assert client.post(f"{page_of(world)}start/").status_code == 403


@pytest.mark.parametrize("persona", ["student", "family", "teacher"])
def test_the_first_link_of_the_list_opens_the_first_active_portfolio(
    client: Client, world: World, persona: str
) -> None:
    make.PostFactory.create(portfolio=world.classmate_portfolio, title="Chris was here")
    client.force_login(getattr(world, persona).user)
    main = client.get("/portfolios/").content.decode().partition("<main")[2]
    first = next(part for part in main.split('href="')[1:] if "/portfolios/" in part.split('"')[0])

    opened = client.get(first.split('"')[0]).content.decode()
    expected = "Chris was here" if persona == "teacher" else world.post.title
    assert expected in opened


def test_a_teacher_finds_their_students_at_the_left(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    html = client.get(page_of(world)).content.decode()

    assert str(world.student_record) in html
    assert str(world.classmate) in html
    assert str(world.outsider) not in html


@pytest.mark.parametrize("persona", ["admin", "limited", "principal", "counsellor"])
def test_an_administrator_searches_for_a_student(
    client: Client, world: World, persona: str
) -> None:
    client.force_login(getattr(world, persona).user)
    assert world.template.name in client.get("/portfolios/").content.decode()
    address = reverse("portfolios:template", kwargs={"template": world.template.pk})

    found = client.get(address, {"q": world.student_record.first_name.upper()}).content.decode()
    assert str(world.student_record) in found
    assert str(world.classmate) not in found


def test_a_parent_reads_why_there_is_nothing_of_a_child(client: Client, world: World) -> None:
    world.template.student_url_sharing = False
    world.template.save()
    client.force_login(world.family.user)
    html = client.get("/portfolios/").content.decode()

    assert world.student_record.first_name in html
    assert "not open to families" in html
    assert client.get(page_of(world)).status_code == 404
