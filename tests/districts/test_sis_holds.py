"""Packages that would do harm wait; what is harmless goes on."""

from pathlib import Path

import pytest

from districts.models import PlannedChange, RunState, StaffMember, StaffRole, Student
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, importing, tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


def shortened(share: float) -> Sample:
    package = sample(families=False)
    for rows in package.files.values():
        del rows[round(len(rows) * share) :]
    return package


def test_the_first_40_percent_of_every_file_is_held(sd74: Importing) -> None:
    report = sd74.run(shortened(0.4))

    assert report.exit_code == 3
    assert Student.objects.filter(left_at=None).count() == 20


def losing_six_at_one_school() -> Sample:
    package = sample(families=False)
    package.drop("Students", lambda row: row["User ID"] in {f"s0{n}" for n in range(6)})
    package.of("Students", User_ID="s19")["First Name"] = "Changed"
    package.drop("Students", lambda row: row["User ID"] == "s18")
    return package


def test_a_school_that_loses_many_keeps_them_and_everything_else_goes(sd74: Importing) -> None:
    report = sd74.run(losing_six_at_one_school())

    assert (report.state, report.held, report.exit_code) == (
        RunState.REMOVALS_HELD,
        ("removals",),
        3,
    )
    assert tally(report, "students") == (0, 1, 1, 12)
    assert Student.objects.filter(left_at=None).count() == 19
    assert Student.objects.filter(first_name="Changed").exists()
    waiting = PlannedChange.objects.filter(run_id=report.run, held=True)
    assert waiting.filter(kind="students").count() == 6


def test_once_approved_they_go(sd74: Importing) -> None:
    sd74.run(losing_six_at_one_school())
    report = sd74.run(losing_six_at_one_school(), approve=True)

    assert (report.state, report.held) == (RunState.APPLIED, ())
    assert Student.objects.filter(left_at=None).count() == 13


@pytest.mark.parametrize("empty", [True, False])
def test_without_its_students_a_package_is_held_and_nobody_leaves(
    sd74: Importing, *, empty: bool
) -> None:
    package = sample(families=False)
    package.rows("Students").clear()
    if not empty:
        del package.files["Students.csv"]
    package.of("Staff", User_ID="t100")["First Name"] = "Changed"

    report = sd74.run(package)
    assert (report.state, report.held, report.exit_code) == (RunState.HELD, ("file_gone",), 3)

    report = sd74.run(package, approve=True)
    assert tally(report, "students") == (0, 0, 0, 0)
    assert tally(report, "enrolments") == (0, 0, 0, 24)
    assert tally(report, "staff") == (0, 1, 0, 1)
    assert Student.objects.filter(left_at=None).count() == 20


def test_a_whole_school_gone_is_held(sd74: Importing) -> None:
    package = sample(families=False)
    package.drop("Students", lambda row: row["SchoolCode"] == "200")
    for name in ("Staff", "Classes", "Enrollments"):
        package.drop(name, lambda row: row["School ID"] == "200")
    report = sd74.run(package)

    assert report.state is RunState.HELD
    assert "school_gone" in report.held
    assert Student.objects.filter(left_at=None).count() == 20


def test_ids_that_changed_are_held_and_nobody_is_doubled(sd74: Importing) -> None:
    package = sample(families=False)
    for row in package.rows("Students"):
        row["User ID"] = row["User ID"].replace("s", "new-")
    report = sd74.run(package)

    assert report.state is RunState.HELD
    assert "ids_changed" in report.held
    assert Student.objects.count() == 20


def test_almost_everything_changed_is_held(sd74: Importing) -> None:
    package = sample(families=False)
    for row in package.rows("Students")[:16]:
        row["Last Name"] = "Other"
    report = sd74.run(package)

    assert (report.state, report.held) == (RunState.HELD, ("much_changed",))


def test_a_school_whose_teachers_leave_their_classes_keeps_them(sd74: Importing) -> None:
    package = sample(families=False)
    for number in range(60):
        package.rows("Classes").append(
            package.rows("Classes")[0] | {"Class ID": f"more{number}", "Name": f"More {number}"}
        )
        package.rows("Enrollments").extend(
            {"Class ID": f"more{number}", "User ID": who, "Role": role, "School ID": "100"}
            for who, role in [("t100", "teacher"), *((f"s0{n}", "student") for n in range(3))]
        )
    sd74.run(package, approve=True)
    package.drop(
        "Enrollments", lambda row: row["Role"] == "teacher" and row["Class ID"] >= "more50"
    )
    report = sd74.run(package)

    assert (report.state, report.held) == (RunState.REMOVALS_HELD, ("removals",))


def test_a_school_whose_teachers_all_move_away_keeps_them(sd74: Importing) -> None:
    package = sample(families=False)
    teacher = package.of("Staff", User_ID="t100")
    package.rows("Staff").extend(
        teacher | {"User ID": f"more{number}", "Email": f"more{number}@staff.example"}
        for number in range(20)
    )
    sd74.run(package, approve=True)
    for row in package.rows("Staff")[-6:]:
        row["School ID"] = "200"
    package.of("Staff", User_ID="t200")["Last Name"] = "Changed"
    report = sd74.run(package)

    assert (report.state, report.held) == (RunState.REMOVALS_HELD, ("removals",))
    assert StaffMember.objects.filter(last_name="Changed").exists()
    roles = StaffRole.objects.filter(staff__external_ids__value="more19", ended_at=None)
    assert roles.get().school.code == "100"  # type: ignore[union-attr]

    assert sd74.run(package, approve=True).state is RunState.APPLIED
    assert roles.get().school.code == "200"  # type: ignore[union-attr]
