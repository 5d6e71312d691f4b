"""What a later package changes, ends and brings back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from districts.models import (
    ClassGroup,
    Enrolment,
    ExternalId,
    RunState,
    SchoolMembership,
    StaffMember,
    StaffRole,
    Student,
)
from tests.factories import StaffMemberFactory, StaffRoleFactory
from tests.samples.advanced_csv import Row, Sample, sample
from tests.samples.importing import Importing, eventually_nothing, importing, tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


def student(external: str) -> Student:
    return Student.objects.filter(external_ids__value=external).distinct().get()


def of(person: str) -> Callable[[Row], bool]:
    return lambda row: row["User ID"] == person


def without(*people: str) -> Sample:
    package = sample(families=False)
    for name in ("Students", "Staff", "Enrollments"):
        package.drop(name, lambda row: row["User ID"] in people)
    return package


def test_a_new_name_is_taken_over_and_nothing_else(sd74: Importing) -> None:
    before = student("s00").pk
    package = sample(families=False)
    package.of("Students", User_ID="s00")["Preferred First Name"] = "Lo"
    report = sd74.run(package)

    assert tally(report, "students") == (0, 1, 0, 19)
    assert (student("s00").pk, student("s00").given_name) == (before, "Lo")
    assert [row[:3] for row in sd74.plan(report)] == [("students", "change", "s00")]


def test_who_is_missing_becomes_inactive_and_comes_back_as_the_same_person(
    sd74: Importing,
) -> None:
    before = student("s00").pk
    report = sd74.run(without("s00"))

    assert tally(report, "students") == (0, 0, 1, 19)
    assert tally(report, "enrolments") == (0, 0, 1, 23)
    assert student("s00").left_at is not None
    assert eventually_nothing(sd74.run(without("s00")))

    report = sd74.run(sample(families=False))

    assert tally(report, "students") == (0, 1, 0, 19)
    assert (student("s00").pk, student("s00").left_at) == (before, None)
    assert SchoolMembership.objects.get(student=before).ended_at is None
    assert Enrolment.objects.get(student=before).ended_at is None


@pytest.mark.parametrize(
    ("status", "active"),
    [("Active", True), ("PreReg", True), ("active", True), ("Withdrawn", False), ("No", False)],
)
def test_active_and_prereg_count_and_all_else_is_inactive(
    sd74: Importing, status: str, *, active: bool
) -> None:
    package = sample(families=False)
    package.of("Students", User_ID="s00")["EnrollStatus"] = status
    sd74.run(package)

    assert (student("s00").left_at is None) == active
    assert eventually_nothing(sd74.run(package))


def test_a_student_who_is_inactive_from_the_start_is_known_and_inactive(sd74: Importing) -> None:
    package = sample(families=False)
    package.rows("Students").append(
        package.rows("Students")[0] | {"User ID": "new", "EnrollStatus": "Graduated"}
    )
    report = sd74.run(package)

    assert tally(report, "students") == (1, 0, 0, 20)
    assert student("new").left_at is not None
    assert eventually_nothing(sd74.run(package))


def test_a_student_at_two_schools_is_two_memberships_of_one_student(sd74: Importing) -> None:
    package = sample(families=False)
    row = package.of("Students", User_ID="s00")
    package.rows("Students").append(row | {"SchoolCode": "200", "Grade": "K"})
    sd74.run(package)

    grades = SchoolMembership.objects.filter(student=student("s00"), ended_at=None)
    assert sorted(grades.values_list("school__code", "grade")) == [("100", "01"), ("200", "KG")]

    row["EnrollStatus"] = "Moved"
    sd74.run(package)

    assert student("s00").left_at is None
    assert grades.get().school.code == "200"


@pytest.mark.parametrize(
    ("raw", "grade"),
    [("7", "07"), ("07", "07"), ("kg", "KG"), ("K", "KG"), ("other", "Other"), ("", ""),
     ("Grade 7", "07"), ("gr. 10", "10"), ("seventh", ""), ("14", "")],
)  # fmt: skip
def test_a_grade_is_a_known_one_or_blank_with_what_the_file_says_kept(
    sd74: Importing, raw: str, grade: str
) -> None:
    package = sample(families=False)
    package.of("Students", User_ID="s00")["Grade"] = raw
    sd74.run(package)

    membership = SchoolMembership.objects.get(student=student("s00"))
    assert (membership.grade, membership.raw_grade) == (grade, raw)


def test_a_class_that_is_missing_has_ended_with_its_enrolments(sd74: Importing) -> None:
    package = sample(families=False)
    package.drop("Classes", lambda row: row["Class ID"] == "c0")
    package.drop("Enrollments", lambda row: row["Class ID"] == "c0")
    report = sd74.run(package, approve=True)

    assert ClassGroup.objects.get(external_ids__value="c0").ended_at is not None
    assert tally(report, "enrolments") == (0, 0, 6, 18)


def test_staff_who_are_missing_leave_with_the_roles_their_sis_gave_them(sd74: Importing) -> None:
    report = sd74.run(without("t100"))

    assert tally(report, "staff") == (0, 0, 1, 1)
    gone = StaffMember.objects.get(external_ids__value="t100")
    assert gone.left_at is not None
    assert not gone.roles.filter(ended_at=None).exists()
    assert eventually_nothing(sd74.run(without("t100")))


def test_whoever_holds_a_role_that_people_gave_stays(sd74: Importing) -> None:
    teacher = StaffMember.objects.get(external_ids__value="t100")
    StaffRoleFactory.create(
        district=sd74.district, staff=teacher, role="district_admin", school=None
    )
    sd74.run(without("t100"))

    teacher.refresh_from_db()
    assert teacher.left_at is None
    assert teacher.roles.get(ended_at=None).role == "district_admin"
    assert eventually_nothing(sd74.run(without("t100")))


def test_a_teacher_who_changes_schools_changes_roles(sd74: Importing) -> None:
    package = sample(families=False)
    package.of("Staff", User_ID="t100")["School ID"] = "200"
    sd74.run(package)

    roles = StaffRole.objects.filter(staff__external_ids__value="t100")
    assert roles.get(ended_at=None).school.code == "200"  # type: ignore[union-attr]
    assert roles.filter(ended_at__isnull=False).count() == 1


def test_an_email_only_proposes_and_a_person_decides(sd74: Importing) -> None:
    known = StaffMemberFactory.create(district=sd74.district, email="Principal@staff.example")
    package = sample(families=False)
    package.rows("Staff").append(
        package.rows("Staff")[0] | {"User ID": "t1", "Email": "principal@staff.example"}
    )

    report = sd74.run(package)
    assert (report.state, report.held) == (RunState.HELD, ("email_matches",))
    assert not ExternalId.objects.filter(value="t1").exists()

    sd74.run(package, approve=True)
    assert ExternalId.objects.get(value="t1").staff_id == known.pk
    assert eventually_nothing(sd74.run(package))


def test_what_another_source_names_too_does_not_end(sd74: Importing) -> None:
    other = sample(families=False)
    other.drop("Students", lambda row: row["User ID"] != "s00")
    sd74.run(other, source="second", approve=True)
    report = sd74.run(without("s00"), source="default")

    assert tally(report, "students") == (0, 0, 0, 19)
    assert student("s00").left_at is None


@pytest.mark.parametrize("name", ["Staff", "Classes", "Enrollments"])
def test_a_file_that_is_not_there_or_has_no_rows_removes_nothing(
    sd74: Importing, name: str
) -> None:
    package = sample(families=False)
    package.files[f"{name}.csv"].clear()
    report = sd74.run(package)
    assert eventually_nothing(report)
    assert [(found.file, found.code) for found in report.problems] == [
        (f"{name}.csv", "empty_file")
    ]

    del package.files[f"{name}.csv"]
    report = sd74.run(package)
    assert eventually_nothing(report)
    assert [(p.file, p.code) for p in report.problems] == [(f"{name}.csv", "missing_file")]
