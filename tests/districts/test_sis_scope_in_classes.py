"""A school's own source puts nobody of another school into a class, and nobody into one there."""

from pathlib import Path

import pytest

from districts.actor import Actor, Role
from districts.models import (
    ConnectionSchool,
    Enrolment,
    School,
    SchoolMembership,
    StaffMember,
    Student,
)
from districts.sis.source import connection_for
from spacesedu.lib import clock
from tests.factories import MembershipFactory, UserFactory
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose source is limited to 100 by now; s00 has gone from there to 200."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    ConnectionSchool.objects.create(
        district=district.district,
        connection=connection_for(district.district, None, at=clock.now()),
        school=School.objects.get(code="100"),
    )
    Enrolment.objects.filter(student=pupil()).update(ended_at=clock.now())
    SchoolMembership.objects.filter(student=pupil()).update(ended_at=clock.now())
    MembershipFactory.create(student=pupil(), school=School.objects.get(code="200"))
    return district


def pupil() -> Student:
    return Student.objects.get(external_ids__value="s00")


def seen_by_anne(sd74: Importing) -> set[str]:
    """Return whom the teacher at 100 sees."""
    anne = StaffMember.objects.get(external_ids__value="t100")
    user = anne.user or UserFactory.create()
    anne.user = user
    anne.save()
    schools = frozenset(anne.roles.values_list("school_id", flat=True))
    actor = Actor(
        key="anne",
        role=Role.TEACHER,
        user_id=user.pk,
        district_id=sd74.district.pk,
        staff_id=anne.pk,
        school_ids=schools,
    )
    seen = Student.objects.visible_to(actor)
    return set(seen.values_list("external_ids__value", flat=True))


def of_100() -> Sample:
    package = sample(families=False)
    package.drop("Students", lambda row: row["SchoolCode"] != "100")
    for name in ("Staff", "Classes", "Enrollments"):
        package.drop(name, lambda row: row["School ID"] != "100")
    return package


def whole(package: Sample) -> None:
    pass


def seats_alone(package: Sample) -> None:
    for name in ("Students", "Staff", "Classes"):
        del package.files[f"{name}.csv"]


def as_inactive(package: Sample) -> None:
    package.of("Students", User_ID="s00")["EnrollStatus"] = "Inactive"


def into_the_other_class(package: Sample) -> None:
    del package.files["Classes.csv"]
    package.rows("Enrollments").append(
        {"Class ID": "c2", "User ID": "t100", "Role": "teacher", "School ID": "100"}
    )


@pytest.mark.parametrize("say", [whole, seats_alone, as_inactive, into_the_other_class])
def test_a_teacher_sees_nobody_new_because_of_it(sd74: Importing, say: object) -> None:
    before = seen_by_anne(sd74)
    assert "s00" not in before
    package = of_100()
    assert callable(say)
    say(package)

    sd74.run(package, approve=True)

    assert seen_by_anne(sd74) == before
    assert Student.objects.filter(left_at=None).count() == 20


def test_whoever_comes_back_to_the_school_is_in_their_class_again(sd74: Importing) -> None:
    SchoolMembership.objects.filter(student=pupil()).update(ended_at=clock.now())
    sd74.run(of_100(), approve=True)

    assert "s00" in seen_by_anne(sd74)
