"""The links of a class on one page: how each stands, and what a teacher takes along."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts.models import ClassGroup
from portfolios.gates import URL_GATES
from portfolios.models import PortfolioTemplate, TeacherAccess
from sharing.class_links.listing import CLOSED
from sharing.menu import address_of
from sharing.models import ShareLink
from sharing.views import class_links
from tests import factories as make
from tests.portfolios import changes
from tests.portfolios.test_desk import join, list_of
from tests.sharing import gates
from tests.world import World


@pytest.fixture
def teacher(client: Client, world: World) -> Client:
    """Return Ms Tara's browser."""
    client.force_login(world.teacher.user)
    return client


def links_of(world: World) -> str:
    """Return the address of the page."""
    return reverse("sharing:class_links", kwargs={"template": world.template.pk})


def page(teacher: Client, world: World, **asked: str) -> str:
    """Return the page as text, spaces evened out."""
    answer = teacher.get(links_of(world), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def names(teacher: Client, world: World, **asked: str) -> list[str]:
    """Return who is listed, in order."""
    lines = teacher.get(links_of(world), asked).context["pages"]
    return [line.name for line in lines]


def test_a_teacher_finds_every_student_and_the_link_that_is_open(
    teacher: Client, world: World
) -> None:
    assert names(teacher, world) == [str(world.classmate), str(world.student_record)]
    html = page(teacher, world)
    assert "1 of 2 students have a link that works." in html
    assert f'href="{address_of(world.link)}"' in html
    assert "Open until" in html
    assert "No link yet" in html


def test_looking_makes_no_link_and_says_how_one_comes_about(teacher: Client, world: World) -> None:
    changes.no_link(world)
    assert "Looking here makes none." in page(teacher, world)
    assert not ShareLink.objects.filter(district=world.district).exists()
    assert "Copy all" not in page(teacher, world)


def test_a_link_that_has_ended_says_when(teacher: Client, world: World) -> None:
    changes.link_expires(world)
    html = page(teacher, world)
    assert "Ended on" in html
    assert str(address_of(world.link)) not in html


def test_a_link_that_was_turned_off_says_so(teacher: Client, world: World) -> None:
    world.portfolio.links.update(closed_at=world.now)
    html = page(teacher, world)
    assert "Turned off" in html
    assert str(address_of(world.link)) not in html


def test_the_newest_link_counts(teacher: Client, world: World) -> None:
    world.portfolio.links.update(closed_at=world.now)
    fresh = make.ShareLinkFactory.create(
        portfolio=world.portfolio, issued_at=world.now + timedelta(hours=1)
    )
    html = page(teacher, world)
    assert "Turned off" not in html
    assert str(address_of(fresh)) in html


@pytest.mark.parametrize(
    ("gate", "words"),
    [
        ("district", "URL sharing is off in the district"),
        ("grade list", "URL sharing is off for the student’s grade"),
        ("template", "Student URL Sharing is off for this portfolio"),
        ("paused school", "An administrator has paused sharing"),
    ],
)
def test_a_blocked_link_says_which_gate_is_closed(
    teacher: Client, world: World, gate: str, words: str
) -> None:
    gates.close(world, gate)
    html = page(teacher, world)
    assert "Blocked" in html
    assert words in html
    assert str(address_of(world.link)) not in html


def test_every_gate_has_words() -> None:
    assert CLOSED.keys() == URL_GATES.keys()


def test_an_archived_portfolio_has_an_open_link_that_is_not_handed_on(
    teacher: Client, world: World
) -> None:
    changes.archive_template(world)
    html = page(teacher, world)
    assert "Open until" in html
    assert "1 of 1 student has a link that works." in html
    assert "The portfolio is archived" in html
    assert str(address_of(world.link)) not in html


def test_a_search_and_a_class_narrow_the_list(teacher: Client, world: World) -> None:
    template = PortfolioTemplate.objects.filter(pk=world.template.pk)
    template.update(teacher_access=TeacherAccess.SCHOOL)
    other = make.StudentFactory.create(district=world.district, first_name="Ola", last_name="Zed")
    make.MembershipFactory.create(student=other, school=world.maple)
    make.PortfolioFactory.create(template=world.template, student=other)

    sunny, chris = str(world.student_record), str(world.classmate)
    assert names(teacher, world) == [chris, sunny, "Ola Zed"]
    assert names(teacher, world, q="ola") == ["Ola Zed"]
    assert names(teacher, world, **{"class": str(world.class_group.pk)}) == [chris, sunny]
    assert names(teacher, world, q="zed", **{"class": str(world.class_group.pk)}) == []
    assert "Nobody found" in page(teacher, world, q="nobody")


def test_a_class_that_is_somebody_elses_narrows_nothing(teacher: Client, world: World) -> None:
    for group in (_strangers_class(world), world.other.class_group):
        assert len(names(teacher, world, **{"class": str(group.pk)})) == 2
    assert len(names(teacher, world, **{"class": "nonsense"})) == 2


def test_a_long_list_has_pages_and_all_of_it_is_copied(
    teacher: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_links, "LINES_A_PAGE", 1)
    assert names(teacher, world) == [str(world.classmate)]
    assert "page=2" in page(teacher, world)
    assert names(teacher, world, page="2") == [str(world.student_record)]
    assert teacher.get(links_of(world)).context["text"].endswith(str(address_of(world.link)))


def test_more_students_cost_no_more_queries(teacher: Client, world: World) -> None:
    teacher.get(links_of(world))
    with CaptureQueriesContext(connection) as few:
        teacher.get(links_of(world))
    for number in range(5):
        make.ShareLinkFactory.create(portfolio=join(world, f"Ada {number}", "Aaron"))
    with CaptureQueriesContext(connection) as many:
        teacher.get(links_of(world))
    assert len(many) == len(few)


def test_the_way_there_is_above_the_list_of_students(teacher: Client, world: World) -> None:
    assert links_of(world) in teacher.get(list_of(world)).content.decode()


def test_where_nothing_can_be_shared_there_is_no_way_there(teacher: Client, world: World) -> None:
    changes.no_link(world)
    gates.close(world, "template")
    assert links_of(world) not in teacher.get(list_of(world)).content.decode()


def _strangers_class(world: World) -> ClassGroup:
    group: ClassGroup = make.ClassGroupFactory.create(school=world.maple, name="9Z")
    return group
