"""The People page of a class: who teaches, who learns, and the family linked to the class."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.models import Student
from families.models import ClassAssociation, EndReason
from tests import factories as make
from tests.world import World


def address(world: World) -> str:
    return f"/classes/{world.class_group.pk}/people/"


def page(client: Client, world: World, person: str = "teacher") -> str:
    client.force_login(getattr(world, person).user)
    answer = client.get(address(world))
    assert answer.status_code == 200
    return answer.text


def linked(world: World, **facts: object) -> ClassAssociation:
    """Link Fay Family to the class for Sunny."""
    return make.ClassAssociationFactory.create(
        contact=world.contact,
        student=world.student_record,
        class_group=world.class_group,
        **facts,
    )


def test_a_teacher_sees_teachers_and_students_with_their_grades(
    client: Client, world: World
) -> None:
    text = page(client, world)
    assert str(world.teacher_record) in text
    assert str(world.student_record) in text
    assert str(world.classmate) in text
    assert "Grade 8" in text


def test_who_has_left_or_was_deactivated_is_not_on_it(client: Client, world: World) -> None:
    Student.objects.filter(pk=world.classmate.pk).update(deactivated_at=world.now)
    assert str(world.classmate) not in page(client, world)


@pytest.mark.parametrize("person", ["teacher", "principal", "admin", "limited"])
def test_linked_and_invited_family_is_named_with_its_state(
    client: Client, world: World, person: str
) -> None:
    linked(world)
    make.ClassAssociationFactory.create(
        contact=world.invitation.contact,
        student=world.classmate,
        class_group=world.class_group,
        started_at=None,
    )
    text = page(client, world, person)
    assert world.contact.email in text
    assert world.invitation.contact.email in text
    assert "Active" in text
    assert "Invited" in text


def test_a_school_association_alone_is_no_family_of_the_class(client: Client, world: World) -> None:
    assert world.contact.email not in page(client, world)


def test_whose_link_has_ended_is_gone(client: Client, world: World) -> None:
    linked(world, ended_at=world.now, end_reason=EndReason.LEFT)
    assert world.contact.email not in page(client, world)


def test_family_of_another_class_is_not_on_it(client: Client, world: World) -> None:
    elsewhere = make.ClassGroupFactory.create(school=world.maple)
    make.ClassAssociationFactory.create(
        contact=world.contact, student=world.student_record, class_group=elsewhere
    )
    assert world.contact.email not in page(client, world)


def test_it_says_how_each_student_signs_in(client: Client, world: World) -> None:
    world.student.user.username = f"{world.district.slug}:sunny"
    world.student.user.save()
    make.SignInCardFactory.create(student=world.student_record)
    text = page(client, world)
    assert "Username sunny · E-mail · Sign-in card" in text
    assert "No account yet" in text


def test_each_student_leads_to_why_they_cannot_see_their_portfolio(
    client: Client, world: World
) -> None:
    text = page(client, world)
    assert f"/portfolios/students/{world.student_record.pk}/why/" in text


@pytest.mark.parametrize(
    ("person", "status"),
    [("counsellor", 403), ("student", 403), ("family", 403), ("support", 403), ("colleague", 404)],
)
def test_others_do_not_open_it(client: Client, world: World, person: str, status: int) -> None:
    client.force_login(getattr(world, person).user)
    assert client.get(address(world)).status_code == status


def test_a_principal_does_not_open_a_class_of_another_school(client: Client, world: World) -> None:
    elsewhere = make.ClassGroupFactory.create(school=world.cedar)
    client.force_login(world.principal.user)
    assert client.get(f"/classes/{elsewhere.pk}/people/").status_code == 404


def test_nobody_opens_a_class_of_the_other_district(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    assert client.get(f"/classes/{world.other.class_group.pk}/people/").status_code == 404


def test_a_class_without_students_says_where_they_come_from(client: Client, world: World) -> None:
    empty = make.ClassGroupFactory.create(school=world.maple)
    client.force_login(world.admin.user)
    text = client.get(f"/classes/{empty.pk}/people/").text
    assert "No students yet" in text
    assert "No teacher" in text


def test_more_people_need_no_more_queries(client: Client, world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client, world)
        return len(captured)

    queries()  # a first visit has the session to begin with
    before = queries()
    for _ in range(5):
        student = make.StudentFactory.create(
            district=world.district, user=make.UserFactory.create()
        )
        make.MembershipFactory.create(student=student, school=world.maple)
        make.EnrolmentFactory.create(class_group=world.class_group, student=student)
        make.ClassAssociationFactory.create(
            contact__district=world.district, student=student, class_group=world.class_group
        )
    assert queries() == before
