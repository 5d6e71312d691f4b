"""Two sources of one district: nothing ends that one of them still names, and no name flips."""

from datetime import datetime
from pathlib import Path

import pytest

from districts.models import (
    ConnectionSchool,
    Enrolment,
    ExternalId,
    RunState,
    School,
    SchoolMembership,
    SisConnection,
    StaffMember,
    StaffRole,
    Student,
)
from districts.sis.report import Report
from spacesedu.lib import clock
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, eventually_nothing, importing, tally

pytestmark = pytest.mark.django_db

SIS, OTHER = "sis", "other"


def roster() -> Sample:
    return sample(families=False)


def other(*, name: str = "Other", status: str = "Active", school: str = "100") -> Sample:
    """Return what the second source says: student s00 and teacher t100, by its own ids."""
    package = roster()
    [student] = [row for row in package.rows("Students") if row["User ID"] == "s00"]
    [teacher] = [row for row in package.rows("Staff") if row["User ID"] == "t100"]
    changed = {"User ID": "x00", "First Name": name, "EnrollStatus": status, "SchoolCode": school}
    package.files = {
        "Students.csv": [student | changed],
        "Staff.csv": [teacher | {"User ID": "x100", "Last Name": name}],
    }
    return package


def without_s00() -> Sample:
    package = roster()
    for name in ("Students", "Staff", "Enrollments"):
        package.drop(name, lambda row: row["User ID"] in {"s00", "t100"})
    return package


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose second source, matched by address, names one student and one teacher."""
    district = importing(tmp_path)
    district.run(roster(), approve=True, source=SIS)
    district.run(other(), approve=True, source=OTHER)
    return district


def pupil() -> Student:
    return Student.objects.get(email="s00@pupils.example")


def teacher() -> StaffMember:
    return StaffMember.objects.get(email="teacher100@staff.example")


def absent_since(external: str) -> datetime | None:
    return ExternalId.objects.get(value=external).absent_since


def empty(sd74: Importing) -> Report:
    """Let the second source name nobody of whom it spoke, and somebody new instead."""
    package = other()
    for name, column in (("Students", "Email Address"), ("Staff", "Email")):
        package.rows(name)[0] |= {"User ID": f"new-{name}", column: "new@people.example"}
    return sd74.run(package, approve=True, source=OTHER)


def test_names_are_those_of_the_source_that_came_first(sd74: Importing) -> None:
    assert (pupil().first_name, teacher().last_name) == ("Élodie0", "Adams100")
    assert ExternalId.objects.filter(student=pupil()).count() == 2

    for source, package in ((SIS, roster()), (OTHER, other(name="Another"))):
        report = sd74.run(package, source=source)
        assert report.state is RunState.NOTHING
    assert (pupil().first_name, teacher().last_name) == ("Élodie0", "Adams100")


def test_the_second_source_adds_a_school_a_class_and_a_role(sd74: Importing) -> None:
    package = other(school="200")
    package.rows("Staff")[0]["School ID"] = "200"
    package.files["Classes.csv"] = [
        roster().rows("Classes")[0] | {"Class ID": "xc", "School ID": "200"}
    ]
    package.files["Enrollments.csv"] = [
        {"Class ID": "xc", "User ID": "x00", "Role": "student", "School ID": "200"}
    ]
    sd74.run(package, source=OTHER)

    places = SchoolMembership.objects.filter(student=pupil(), ended_at=None)
    assert sorted(places.values_list("school__code", flat=True)) == ["100", "200"]
    roles = StaffRole.objects.filter(staff=teacher(), ended_at=None)
    assert sorted(roles.values_list("school__code", flat=True)) == ["100", "200"]
    assert Enrolment.objects.filter(student=pupil(), ended_at=None).count() == 2
    assert sd74.run(roster(), source=SIS).state is RunState.NOTHING
    assert sd74.run(package, source=OTHER).state is RunState.NOTHING


def test_who_is_absent_from_one_stays_until_absent_from_both(sd74: Importing) -> None:
    report = sd74.run(without_s00(), source=SIS)

    assert tally(report, "students") == (0, 0, 0, 19)
    assert tally(report, "staff") == (0, 0, 0, 1)
    assert (pupil().left_at, teacher().left_at) == (None, None)
    assert SchoolMembership.objects.get(student=pupil()).ended_at is None
    assert absent_since("s00") is not None
    assert absent_since("x00") is None

    report = empty(sd74)
    assert tally(report, "students") == (1, 0, 1, 0)
    assert tally(report, "staff") == (1, 0, 1, 0)
    assert pupil().left_at is not None
    assert teacher().left_at is not None
    assert not teacher().roles.filter(ended_at=None).exists()
    assert SchoolMembership.objects.get(student=pupil()).ended_at is not None


def test_a_run_that_only_notes_who_is_absent_is_nothing_to_anybody(sd74: Importing) -> None:
    package = roster()
    package.drop("Students", lambda row: row["User ID"] == "s00")
    report = sd74.run(package, source=SIS)

    assert (report.state, report.held) == (RunState.NOTHING, ())
    assert eventually_nothing(report)
    assert absent_since("s00") is not None

    assert sd74.run(roster(), source=SIS).state is RunState.NOTHING
    assert absent_since("s00") is None


def test_once_the_first_source_is_silent_the_other_gives_the_name(sd74: Importing) -> None:
    sd74.run(without_s00(), source=SIS)
    sd74.run(other(), approve=True, source=OTHER)
    assert (pupil().first_name, teacher().last_name) == ("Other", "Other")

    sd74.run(roster(), approve=True, source=SIS)
    assert (pupil().first_name, teacher().last_name) == ("Élodie0", "Adams100")
    assert sd74.run(other(), source=OTHER).state is RunState.NOTHING


@pytest.mark.parametrize("first", [SIS, OTHER])
def test_inactive_in_one_file_and_active_in_the_other_is_active(
    sd74: Importing, first: str
) -> None:
    package = roster() if first == SIS else other()
    package.of("Students", First_Name="Élodie0" if first == SIS else "Other")["EnrollStatus"] = "No"
    report = sd74.run(package, source=first)

    assert report.state is RunState.NOTHING
    assert pupil().left_at is None
    assert SchoolMembership.objects.get(student=pupil()).ended_at is None


def test_a_source_that_has_ended_keeps_nobody(sd74: Importing) -> None:
    SisConnection.objects.filter(name=OTHER).update(ended_at=clock.now())
    report = sd74.run(without_s00(), source=SIS)

    assert tally(report, "students") == (0, 0, 1, 19)
    assert pupil().left_at is not None


def test_a_source_keeps_nobody_outside_of_its_schools(sd74: Importing) -> None:
    connection = SisConnection.objects.get(name=OTHER)
    ConnectionSchool.objects.create(
        district=sd74.district, connection=connection, school=School.objects.get(code="200")
    )
    report = sd74.run(without_s00(), source=SIS)

    assert tally(report, "students") == (0, 0, 1, 19)
    assert tally(report, "staff") == (0, 0, 1, 1)
    assert pupil().left_at is not None
