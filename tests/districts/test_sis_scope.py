"""A connection for some schools only: the others are none of its business."""

from pathlib import Path

import pytest

from districts.models import (
    ClassGroup,
    ConnectionSchool,
    Enrolment,
    RunState,
    School,
    SchoolMembership,
    StaffRole,
    Student,
)
from districts.sis.source import connection_for
from spacesedu.lib import clock
from tests.factories import MembershipFactory, SchoolFactory, StudentFactory
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import FAMILY_IMPORTS, Importing, codes, importing, tally

pytestmark = pytest.mark.django_db


def roster() -> Sample:
    return sample(families=False)


def of_100() -> Sample:
    package = roster()
    package.drop("Students", lambda row: row["SchoolCode"] != "100")
    for name in ("Staff", "Classes", "Enrollments"):
        package.drop(name, lambda row: row["School ID"] != "100")
    return package


def scoped(folder: Path) -> Importing:
    """Return a district with the schools 100 and 200, whose only connection is for 100."""
    district = importing(folder, *FAMILY_IMPORTS)
    connection = connection_for(district.district, None, at=clock.now())
    for code in ("100", "200"):
        SchoolFactory.create(district=district.district, code=code)
    ConnectionSchool.objects.create(
        district=district.district, connection=connection, school=School.objects.get(code="100")
    )
    return district


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """Such a district after its first import of 100."""
    district = scoped(tmp_path)
    district.run(of_100(), approve=True)
    return district


def test_rows_about_other_schools_are_left_out_and_told(tmp_path: Path) -> None:
    sd74 = scoped(tmp_path)
    package = sample()
    package.rows("Students")[19]["SchoolCode"] = "300"
    report = sd74.run(package, approve=True)

    assert {kind: tally(report, kind)[0] for kind in report.counts} == {
        "schools": 0,
        "students": 10,
        "memberships": 10,
        "staff": 1,
        "classes": 2,
        "enrolments": 12,
        "contacts": 13,
        "family_links": 14,
        "associations": 0,
        "invitations": 0,
    }
    found = codes(report)
    assert {code for *_, code in found} == {"outside_scope"}
    assert found.count(("Students.csv", 12, "outside_scope")) == 1
    assert len([file for file, *_ in found if file == "Enrollments.csv"]) == 12
    [first, *_] = [told for told in report.problems if told.file == "Students.csv"]
    assert first.column == "SchoolCode"
    assert "200" in first.message
    assert not School.objects.filter(code="300").exists()
    assert sd74.run(package).state is RunState.NOTHING


def test_absence_counts_at_its_own_schools_alone(sd74: Importing) -> None:
    at_200 = MembershipFactory.create(
        district=sd74.district,
        student=Student.objects.get(email="s00@pupils.example"),
        school=School.objects.get(code="200"),
    )
    package = of_100()
    for name in ("Students", "Enrollments"):
        package.drop(name, lambda row: row["User ID"] in {"s00", "s01"})
    report = sd74.run(package)

    assert tally(report, "students") == (0, 0, 1, 8)
    assert tally(report, "memberships") == (0, 0, 2, 8)
    stays = Student.objects.get(email="s00@pupils.example")
    assert stays.left_at is None
    assert list(SchoolMembership.objects.filter(student=stays, ended_at=None)) == [at_200]
    assert Student.objects.get(email="s01@pupils.example").left_at is not None
    assert sd74.run(package).state is RunState.NOTHING


def test_what_came_before_the_connection_was_limited_stays(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    sd74.run(roster(), approve=True)
    ConnectionSchool.objects.create(
        district=sd74.district,
        connection=connection_for(sd74.district, None, at=clock.now()),
        school=School.objects.get(code="100"),
    )
    report = sd74.run(of_100())

    assert (report.state, report.problems) == (RunState.NOTHING, ())
    assert Student.objects.filter(left_at=None).count() == 20
    assert StaffRole.objects.filter(ended_at=None).count() == 2
    assert ClassGroup.objects.filter(ended_at=None).count() == 4
    assert Enrolment.objects.filter(ended_at=None).count() == 24


def test_a_student_who_moves_outside_leaves_as_far_as_this_source_knows(sd74: Importing) -> None:
    package = of_100()
    package.of("Students", User_ID="s00")["SchoolCode"] = "200"
    package.drop("Enrollments", lambda row: row["User ID"] == "s00")
    report = sd74.run(package)

    assert ("Students.csv", 2, "outside_scope") in codes(report)
    assert tally(report, "students") == (0, 0, 1, 9)
    assert not School.objects.get(code="200").memberships.exists()


def test_nobody_of_another_school_is_taken_for_somebody_of_this_one(sd74: Importing) -> None:
    other = StudentFactory.create(district=sd74.district, email="nina@students.example")
    MembershipFactory.create(student=other, school=School.objects.get(code="200"))
    here = StudentFactory.create(district=sd74.district, email="here@students.example")
    MembershipFactory.create(student=here, school=School.objects.get(code="100"))
    package = of_100()
    row = package.rows("Students")[0]
    package.rows("Students").extend(
        row | {"User ID": name, "Student Number": name, "Email Address": f"{name}@students.example"}
        for name in ("nina", "here")
    )

    report = sd74.run(package, approve=True)

    assert report.state is RunState.APPLIED
    assert Student.objects.get(external_ids__value="here") == here
    assert Student.objects.get(external_ids__value="nina") != other
    assert not other.external_ids.exists()
    assert [one.school.code for one in other.memberships.all()] == ["200"]
