"""The teacher's desk: the list of students beside the work."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portfolios.desk import Asked
from portfolios.models import Portfolio
from portfolios.shelf import for_whom
from portfolios.views.desk import STUDENTS_A_PAGE
from tests import factories as make
from tests.portfolios.talking import say
from tests.world import World

SWAP = {"HX-Request": "true"}
LIST_COSTS = 20
"""Queries of the list alone, the session's and the role's among them."""


@pytest.fixture
def teacher(client: Client, world: World) -> Client:
    """Return Ms Tara's browser."""
    client.force_login(world.teacher.user)
    return client


def list_of(world: World) -> str:
    """Return the address of the list of students."""
    return reverse("portfolios:template", kwargs={"template": world.template.pk})


def page_of(portfolio: Portfolio) -> str:
    """Return the address of a portfolio."""
    return reverse("portfolios:page", kwargs={"portfolio": portfolio.pk})


def names(teacher: Client, address: str, **asked: str) -> list[str]:
    """Return the names in the list, in order."""
    answer = teacher.get(address, asked)
    assert answer.status_code == 200
    return [student.name for student in answer.context["students"]]


def join(world: World, first_name: str, last_name: str, posts: int = 0) -> Portfolio:
    """Let another student join Ms Tara's class, with some posts."""
    student = make.StudentFactory.create(
        district=world.district, first_name=first_name, last_name=last_name
    )
    make.MembershipFactory.create(student=student, school=world.maple)
    make.EnrolmentFactory.create(class_group=world.class_group, student=student)
    portfolio = make.PortfolioFactory.create(template=world.template, student=student)
    for _ in range(posts):
        make.PostFactory.create(portfolio=portfolio, updated_at=world.now - timedelta(days=3))
    return portfolio


def test_the_list_stands_in_the_order_asked_for(world: World, teacher: Client) -> None:
    join(world, "Ada", "Aaron")
    join(world, "Bo", "Beech", posts=3)
    sunny, chris = str(world.student_record), str(world.classmate)

    by_name = ["Ada Aaron", "Bo Beech", chris, sunny]
    assert names(teacher, list_of(world)) == by_name
    assert names(teacher, list_of(world), order="nonsense") == by_name
    assert names(teacher, list_of(world), order="new") == ["Bo Beech", sunny, "Ada Aaron", chris]
    assert names(teacher, list_of(world), order="activity")[:2] == [sunny, "Bo Beech"]


def test_only_those_with_something_new_are_listed(world: World, teacher: Client) -> None:
    bo = join(world, "Bo", "Beech", posts=1)
    sunny = str(world.student_record)
    assert names(teacher, list_of(world), new="1") == ["Bo Beech", sunny]

    # The one just opened stays, though nothing in it is new any more.
    assert names(teacher, page_of(bo), new="1") == ["Bo Beech", sunny]
    assert names(teacher, list_of(world), new="1") == [sunny]
    say(world.student, make.PostFactory.create(portfolio=world.portfolio))
    rows = teacher.get(list_of(world)).context["students"]
    assert {student.name: student.news for student in rows} == {
        "Bo Beech": 0,
        str(world.classmate): 0,
        sunny: 3,
    }


def test_how_much_is_new_is_said_in_words(world: World, teacher: Client) -> None:
    say(world.student, world.post)
    assert "2 new" in teacher.get(list_of(world)).content.decode()
    teacher.get(page_of(world.portfolio))
    assert "2 new" not in teacher.get(list_of(world)).content.decode()


def test_the_list_is_the_same_when_one_comes_back_from_the_work(
    world: World, teacher: Client
) -> None:
    answer = teacher.get(list_of(world), {"q": "sunny", "order": "new", "new": "1"})
    (sunny,) = answer.context["students"]
    assert sunny.url == f"{page_of(world.portfolio)}?q=sunny&order=new&new=1"

    opened = teacher.get(sunny.url)
    assert opened.context["list_url"] == f"{list_of(world)}?q=sunny&order=new&new=1"
    assert [student.current for student in opened.context["students"]] == [True]
    # A step through the sections of the work keeps the list, too.
    html = opened.content.decode()
    assert f'href="sections/{world.sections[0].pk}/?q=sunny&amp;order=new&amp;new=1"' in html


def test_a_student_without_posts_has_not_started(world: World, teacher: Client) -> None:
    html = teacher.get(list_of(world), {"q": str(world.classmate)}).content.decode()
    assert "Not started" in html
    assert "0 posts" not in html


def test_a_search_finds_students_of_every_page(world: World, teacher: Client) -> None:
    for number in range(STUDENTS_A_PAGE):
        join(world, f"Given{number}", "Aaron")

    first = teacher.get(list_of(world))
    assert len(first.context["students"]) == STUDENTS_A_PAGE
    assert first.context["after_url"] == f"{list_of(world)}?students=2"
    second = teacher.get(first.context["after_url"])
    assert [one.name for one in second.context["students"]] == [
        str(world.classmate),
        str(world.student_record),
    ]
    assert names(teacher, list_of(world), q="SÚNNY") == [str(world.student_record)]
    assert names(teacher, list_of(world), students="x") == [
        one.name for one in first.context["students"]
    ]


def test_one_finds_a_student_by_the_name_one_reads(world: World, teacher: Client) -> None:
    world.classmate.display_name = "Kit"
    world.classmate.save()
    assert names(teacher, list_of(world), q="kit") == ["Kit"]


def test_while_one_types_the_list_alone_is_fetched(world: World, teacher: Client) -> None:
    asked = {"q": "sunny", "current": str(world.portfolio.pk)}
    answer = teacher.get(list_of(world), asked, headers=SWAP)
    shown = answer.content.decode()
    assert "<html" not in shown
    assert 'aria-current="page"' in shown
    assert "1 student found" in shown

    none = teacher.get(list_of(world), {"q": "zzz", "current": "nonsense"}, headers=SWAP)
    assert "No student by that name." in none.content.decode()
    assert f'href="{list_of(world)}"' in none.content.decode()


@pytest.mark.parametrize("students", [5, 60])
def test_the_list_costs_the_same_few_questions_for_any_number_of_students(
    world: World, teacher: Client, students: int
) -> None:
    for number in range(students):
        join(world, f"Given{number}", "Aaron", posts=2)
    teacher.get(list_of(world))
    with CaptureQueriesContext(connection) as asked:
        teacher.get(list_of(world), {"order": "new", "new": "1"}, headers=SWAP)
    assert len(asked) <= LIST_COSTS


def test_a_principal_sees_what_is_new_at_their_school(world: World, client: Client) -> None:
    client.force_login(world.principal.user)
    assert names(client, list_of(world), order="new")[0] == str(world.student_record)
    assert names(client, list_of(world), new="1") == [str(world.student_record)]


def test_who_reaches_a_whole_district_finds_students_by_name(world: World, client: Client) -> None:
    client.force_login(world.admin.user)
    answer = client.get(list_of(world), {"order": "new", "new": "1"})
    assert list(answer.context["orders"]) == ["name"]
    rows = {student.name: student.news for student in answer.context["students"]}
    assert rows[str(world.student_record)] == 1
    assert rows[str(world.outsider)] == 0


def test_to_support_nothing_is_new(world: World, client: Client) -> None:
    client.force_login(world.support.user)
    session = client.session
    session["role"] = world.reader.actor.key
    session.save()
    answer = client.get(list_of(world), {"order": "new", "new": "1"})
    assert {student.news for student in answer.context["students"]} == {0}


def test_what_is_asked_is_the_end_of_an_address() -> None:
    assert Asked().in_address() == ""
    asked = Asked(search="ó b", order="new", only_new=True, page="3")
    assert asked.in_address() == "?q=%C3%B3+b&order=new&new=1&students=3"
    assert asked.in_address(4).endswith("&students=4")


def test_whoever_adds_for_somebody_else_is_told_for_whom(world: World) -> None:
    assert for_whom(world.teacher.actor, world.portfolio) == str(world.student_record)
    assert for_whom(world.student.actor, world.portfolio) == ""


def test_a_students_books_say_how_many_comments_are_new(world: World, client: Client) -> None:
    client.force_login(world.student.user)
    assert "new comment" not in client.get("/portfolios/").content.decode()
    say(world.teacher, world.post)
    say(world.teacher, world.post)
    for address in ("/", "/portfolios/"):
        assert "2 new comments" in client.get(address).content.decode()
    client.get(page_of(world.portfolio))
    assert "new comment" not in client.get("/portfolios/").content.decode()


def test_families_read_nothing_of_comments_on_the_shelf(world: World, client: Client) -> None:
    say(world.teacher, world.post)
    client.force_login(world.family.user)
    assert "comment" not in client.get("/portfolios/").content.decode()
