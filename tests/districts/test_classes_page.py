"""The Classes page: which classes, who teaches them, and how many students and adults."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.class_rows import ClassRow, Family
from districts.models import ClassGroup, Enrolment, Student
from spacesedu.lib.keyset import PAGE
from tests import factories as make
from tests.world import Cast, World

CLASSES = "/classes/"


@pytest.fixture
def office(client: Client, world: World) -> Client:
    """The browser of the District Admin."""
    client.force_login(world.admin.user)
    return client


def rows(client: Client, **query: str) -> list[ClassRow]:
    answer = client.get(CLASSES, query)
    assert answer.status_code == 200
    found: list[ClassRow] = answer.context["classes"]
    return found


def names(client: Client, **query: str) -> list[str]:
    return [row.name for row in rows(client, **query)]


def test_each_class_has_its_school_teachers_grades_and_students(
    office: Client, world: World
) -> None:
    ClassGroup.objects.filter(pk=world.class_group.pk).update(grade="08")
    [row] = rows(office)
    assert row == ClassRow(
        id=world.class_group.pk,
        name=world.class_group.name,
        school=world.maple.name,
        teachers=(str(world.teacher_record),),
        grades="Grade 8",
        students=2,
        family=Family(),
    )


@pytest.mark.parametrize(
    ("raw", "in_words"),
    [
        ("07,08", "Grade 7, Grade 8"),
        ("08 07", "Grade 7, Grade 8"),
        ("kg", "Kindergarten"),
        ("Mixed ages", "Mixed ages"),
        ("", "Grade 8"),  # the students'
    ],
)
def test_grades_are_in_words(office: Client, world: World, raw: str, in_words: str) -> None:
    ClassGroup.objects.filter(pk=world.class_group.pk).update(grade=raw)
    assert rows(office)[0].grades == in_words


def test_who_has_left_is_not_counted(office: Client, world: World) -> None:
    Student.objects.filter(pk=world.classmate.pk).update(left_at=world.now)
    Enrolment.objects.filter(staff=world.teacher_record).update(ended_at=world.now)
    [row] = rows(office)
    assert (row.students, row.teachers) == (1, ())


def test_adults_are_counted_once_active_and_invited_apart(office: Client, world: World) -> None:
    """Fay has both children in the class; Chris's father is invited; an uncle has left."""
    for student in (world.student_record, world.classmate):
        make.ClassAssociationFactory.create(
            contact=world.contact, student=student, class_group=world.class_group
        )
    for facts in ({"started_at": None}, {"ended_at": world.now, "end_reason": "left"}):
        make.ClassAssociationFactory.create(
            contact=world.invitation.contact,
            student=world.classmate,
            class_group=world.class_group,
            **facts,
        )
    assert rows(office)[0].family == Family(active=1, invited=1)


def test_a_school_can_be_chosen_where_there_are_several(office: Client, world: World) -> None:
    make.ClassGroupFactory.create(school=world.cedar, name="Woodwind")
    assert names(office, school=str(world.cedar.pk)) == ["Woodwind"]
    assert names(office, school=str(world.maple.pk)) == [world.class_group.name]
    assert len(names(office, school="nothing")) == 2
    assert len(names(office, school=str(world.other.maple.pk))) == 2
    assert 'id="school"' in office.get(CLASSES).text


def test_with_one_school_there_is_nothing_to_choose(office: Client, world: World) -> None:
    assert 'id="school"' not in office.get(CLASSES).text


@pytest.mark.parametrize("words", ["wood", "WOODWIND", "cedar wood", "électrique", "ada"])
def test_a_search_finds_by_class_school_and_teacher(
    office: Client, world: World, words: str
) -> None:
    taught = make.ClassGroupFactory.create(school=world.cedar, name="Woodwind Electrique")
    ada = make.StaffMemberFactory.create(district=world.district, first_name="Ada")
    make.TeachingFactory.create(class_group=taught, staff=ada)
    world.cedar.name = "Cedar School"
    world.cedar.save()
    assert names(office, q=words) == ["Woodwind Electrique"]


def test_a_search_without_a_hit_says_so(office: Client, world: World) -> None:
    assert "No class found" in office.get(CLASSES, {"q": "brass"}).text


def test_names_are_sorted_without_regard_to_accents_and_case(office: Client, world: World) -> None:
    ClassGroup.objects.filter(pk=world.class_group.pk).update(name="zoology")
    for name in ("Éveil", "art", "Drama", "FRENCH"):
        make.ClassGroupFactory.create(school=world.maple, name=name)
    assert names(office) == ["art", "Drama", "Éveil", "FRENCH", "zoology"]


def test_pages_go_on_from_the_last_class_and_back(office: Client, world: World) -> None:
    for number in range(PAGE + 2):
        make.ClassGroupFactory.create(school=world.cedar, name=f"Class {number:03}")
    first = office.get(CLASSES)
    second = office.get(first.context["page"].next_url)
    shown = [row.id for answer in (first, second) for row in answer.context["classes"]]
    assert len(shown) == len(set(shown)) == PAGE + 3
    back = office.get(second.context["page"].previous_url)
    assert [row.id for row in back.context["classes"]] == shown[:PAGE]


def test_classes_that_have_ended_are_not_listed(office: Client, world: World) -> None:
    ClassGroup.objects.filter(pk=world.class_group.pk).update(ended_at=world.now)
    page = office.get(CLASSES).text
    assert world.class_group.name not in page
    assert "No classes yet" in page


def add_classes(cast: Cast, count: int) -> None:
    for _ in range(count):
        group = make.ClassGroupFactory.create(school=cast.maple)
        make.EnrolmentFactory.create(class_group=group, student=cast.student_record)
        make.TeachingFactory.create(class_group=group, staff=cast.teacher_record)
        make.ClassAssociationFactory.create(
            contact=cast.contact, student=cast.student_record, class_group=group
        )


@pytest.mark.parametrize("person", ["admin", "principal", "teacher"])
def test_more_classes_need_no_more_queries(client: Client, world: World, person: str) -> None:
    client.force_login(getattr(world, person).user)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows(client)
        return len(captured)

    queries()  # a first visit has the session to begin with
    before = queries()
    add_classes(world, 4)
    assert queries() == before


def test_a_principal_sees_the_classes_of_her_school(client: Client, world: World) -> None:
    make.ClassGroupFactory.create(school=world.cedar, name="Woodwind")
    client.force_login(world.principal.user)
    assert names(client) == [world.class_group.name]
