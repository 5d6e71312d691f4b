"""The Students page: whom it shows to whom, and how one of many is found."""

import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Student
from spacesedu.lib.keyset import PAGE
from tests import factories as make
from tests.world import World

PATH = "/students/"


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """The District Admin's browser."""
    client.force_login(world.admin.user)
    return client


def found(client: Client, **query: object) -> list[str]:
    """Return the last names on the page."""
    typed = {name: str(value) for name, value in query.items()}
    rows = client.get(PATH, typed).context["rows"]
    return [row.name.split()[-1] for row in rows]


def pupil(world: World, first: str, last: str, **facts: object) -> Student:
    """Make a student at Cedar School, in grade 9."""
    student = make.StudentFactory.create(
        district=world.district, first_name=first, last_name=last, **facts
    )
    make.MembershipFactory.create(student=student, school=world.cedar, grade="09")
    return student


def test_an_office_sees_its_students_and_no_others(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    assert len(found(client)) == 4
    client.force_login(world.principal.user)
    here = {world.classmate.last_name, world.student_record.last_name}
    assert set(found(client)) == {*here, world.pupil.user.name.split()[-1]}


@pytest.mark.parametrize(
    "typed",
    [
        *("zoë", "ZOE", "zo", "brien", "o’brien", "brien zo", "zuzu", "zuz"),
        *("zk-4711", "k-471", "zed king"),
    ],
)
def test_any_part_of_any_name_or_the_number_finds(admin: Client, world: World, typed: str) -> None:
    pupil(
        world,
        "Zoë",
        "O’Brien",
        preferred_first_name="Zuzu",
        display_name="Zed King",
        student_number="ZK-4711",
    )
    assert found(admin, q=typed) == ["King"]


@pytest.mark.parametrize("typed", ["zoe smith", "k-48", "%", "_oe", "\\", "zo'--"])
def test_what_is_in_no_name_finds_nobody(admin: Client, world: World, typed: str) -> None:
    pupil(world, "Zoë", "O’Brien", student_number="ZK-4711")
    assert found(admin, q=typed) == []


def test_a_right_to_left_name_is_found_and_kept_apart(admin: Client, world: World) -> None:
    pupil(world, "مريم", "الحداد")
    assert found(admin, q="حداد") == ["الحداد"]
    assert "<bdi>مريم الحداد</bdi>" in admin.get(PATH, {"q": "مريم"}).text


def test_a_very_long_name_is_shown(admin: Client, world: World) -> None:
    pupil(world, "Wilhelmina" * 25, "Long")
    assert found(admin, q="wilhelmina") == ["Long"]


def test_one_narrows_by_school_and_grade_of_the_same_membership(
    admin: Client, world: World
) -> None:
    both = pupil(world, "Bo", "Both")
    make.MembershipFactory.create(student=both, school=world.maple, grade="10")
    pupil(world, "Nina", "Nine")
    assert found(admin, school=world.cedar.pk, grade="09") == ["Both", "Nine"]
    assert found(admin, school=world.maple.pk, grade="10") == ["Both"]
    assert found(admin, school=world.maple.pk, grade="09") == []


def test_a_membership_that_has_ended_no_longer_counts(admin: Client, world: World) -> None:
    moved = pupil(world, "Mo", "Moved")
    moved.memberships.update(ended_at=world.now)
    assert found(admin, grade="09") == []
    assert "Moved" in found(admin)


def test_who_left_and_who_was_deactivated_is_found_by_state(admin: Client, world: World) -> None:
    pupil(world, "Lee", "Left", left_at=world.now)
    pupil(world, "Dee", "Deactivated", deactivated_at=world.now, left_at=world.now)
    assert not {"Left", "Deactivated"} & set(found(admin))
    assert found(admin, state="left") == ["Left"]
    assert found(admin, state="deactivated") == ["Deactivated"]
    assert {"Left", "Deactivated"} < set(found(admin, state="all"))


def test_the_list_says_how_each_signs_in(admin: Client, world: World) -> None:
    card = make.SignInCardFactory.create(student=world.classmate)
    user = make.UserFactory.create(email=None, username="gold-trail:chris")
    Student.objects.filter(pk=world.classmate.pk).update(user=user)
    ways = {row.id: row.ways_in for row in admin.get(PATH).context["rows"]}
    assert ways == {
        world.student_record.pk: "E-mail",
        world.pupil.actor.student_id: "Username",
        card.student_id: "Card",
        world.outsider.pk: "No account yet",
    }


def test_pages_go_on_from_the_last_row_and_back(admin: Client, world: World) -> None:
    make.StudentFactory.create_batch(PAGE + 5, district=world.district, last_name="Same")
    first = admin.get(PATH, {"q": "same"})
    assert first.context["page"].previous_url == ""
    second = admin.get(first.context["page"].next_url)
    assert second.context["page"].next_url == ""
    shown = [row.id for page in (first, second) for row in page.context["rows"]]
    assert len(shown) == len(set(shown)) == PAGE + 5
    back = admin.get(second.context["page"].previous_url)
    assert [row.id for row in back.context["rows"]] == shown[:PAGE]


def test_a_school_of_another_district_narrows_to_nobody(admin: Client, world: World) -> None:
    assert found(admin, school=world.other.maple.pk) == []
    assert world.other.maple.name not in admin.get(PATH).text


@pytest.mark.parametrize(
    "query",
    [
        "school=x",
        "grade=99",
        "state=nothing",
        "after=x",
        "before=%00",
        "q=%00%25",
        "q=" + "a+" * 99,
    ],
)
def test_a_mistyped_address_is_answered(admin: Client, world: World, query: str) -> None:
    assert admin.get(f"{PATH}?{query}").status_code == 200


def test_somebody_elses_student_marks_no_place(admin: Client, world: World) -> None:
    page = admin.get(PATH, {"after": str(world.other.classmate.pk)})
    assert len(page.context["rows"]) == 4
    assert admin.get(PATH, {"after": str(uuid.uuid4())}).status_code == 200


def test_an_empty_district_says_where_students_come_from(admin: Client, world: World) -> None:
    Student.objects.filter(district=world.district).update(left_at=world.now)
    assert "next import" in admin.get(PATH).text
    assert "Nobody found" in admin.get(PATH, {"q": "zzz"}).text


def test_nothing_is_counted_and_more_students_ask_no_more_queries(
    admin: Client, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    admin.get(PATH)
    for number in range(20):
        pupil(world, "Ann", f"Pupil{number}")
    with django_assert_max_num_queries(25) as asked:
        assert len(found(admin, q="ann pupil")) == 20
    assert not [one["sql"] for one in asked.captured_queries if "COUNT(" in one["sql"]]


def test_who_gives_no_cards_is_not_offered_to_pick(client: Client, world: World) -> None:
    client.force_login(world.limited.user)
    assert 'name="student"' not in client.get(PATH).text
    client.force_login(world.admin.user)
    assert 'name="student"' in client.get(PATH).text
