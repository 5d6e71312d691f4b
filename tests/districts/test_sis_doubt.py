"""What cannot be told removes nobody: rows out of shape, and rows that point at nothing known."""

from collections.abc import Callable
from pathlib import Path

import pytest

from districts.models import ClassGroup, RunState, Student
from tests.machines.import_stage import ended
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, codes, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("Students", b"\r\ns03,", b"\r\n,s03,"),
        ("Students", b"\r\ns03,", b"\r\ns0\xe93,"),
        ("Staff", b"\r\nt100,", b"\r\nt,100,"),
        ("Classes", b"\r\nc0,", b"\r\n,c0,"),
        ("Enrollments", b"c0,s00,", b"c0, x,s00,"),
    ],
)
def test_in_a_file_with_a_row_out_of_shape_nobody_is_missing(
    sd74: Importing, tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    folder = sample(families=False).write(tmp_path / "spoilt")
    file = folder / f"{name}.csv"
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))

    report = sd74.run(folder)

    assert (f"{name}.csv", None, "nameless_rows") in codes(report)
    assert ended(report) == set()


def test_whoever_stands_behind_the_place_where_a_file_was_cut_off_is_not_missing(
    sd74: Importing, tmp_path: Path
) -> None:
    folder = sample(families=False).write(tmp_path / "cut")
    file = folder / "Students.csv"
    file.write_bytes(file.read_bytes()[:-120])

    report = sd74.run(folder)

    assert ended(report) == set()
    assert Student.objects.exclude(email="").count() == Student.objects.count()


@pytest.mark.parametrize(
    ("file", "known_by", "other", "gone"),
    [
        ("Students", "Student Number", "987654", ["s05", "s06"]),
        ("Staff", "Email", "somebody@else.example", ["t200"]),
    ],
)
def test_a_row_without_its_id_may_be_anybodys_where_nobody_has_what_it_says(
    sd74: Importing, file: str, known_by: str, other: str, gone: list[str]
) -> None:
    package = sample(families=False)
    package.rows(file)[0].update({"User ID": "", known_by: other})
    package.drop(file, lambda row: row["User ID"] in gone)
    assert len(package.rows(file)) == len(sample(families=False).rows(file)) - len(gone)

    report = sd74.run(package)

    kinds = {kind for kind, _ in ended(report)}
    assert not kinds & {"students", "memberships", "staff", "staff_roles"}, kinds


def pointing(**changed: str) -> Callable[[Sample], None]:
    values = {name.replace("_", " "): value for name, value in changed.items()}

    def change(package: Sample) -> None:
        package.of("Enrollments", User_ID="s00").update(values)

    return change


@pytest.mark.parametrize(
    "change", [pointing(Class_ID="cO"), pointing(User_ID="sOO"), pointing(Role="pupil")]
)
def test_who_may_have_been_meant_by_a_row_that_points_at_nothing_stays_in_class(
    sd74: Importing, change: Callable[[Sample], None]
) -> None:
    package = sample(families=False)
    change(package)

    assert ended(sd74.run(package)) == set()


def test_a_row_that_points_at_somebody_who_has_left_speaks_for_nobody_else(
    sd74: Importing,
) -> None:
    package = sample(families=False)
    package.drop("Students", lambda row: row["User ID"] == "s03")
    package.drop("Enrollments", lambda row: row["User ID"] == "s00")

    gone = ended(sd74.run(package))

    assert {kind for kind, key in gone if "s00" in key} == {"enrolments"}


def test_a_value_that_cannot_be_read_does_not_wipe_the_one_we_have(sd74: Importing) -> None:
    before = Student.objects.get(external_ids__value="s04").email
    package = sample(families=False)
    package.of("Students", User_ID="s04")["Email Address"] = "s04@x"
    package.of("Classes", Class_ID="c0").update({"Start Date": "05/06/2026", "End Date": "soon"})

    report = sd74.run(package)

    assert report.state is RunState.NOTHING
    assert before
    assert Student.objects.get(external_ids__value="s04").email == before
    assert ClassGroup.objects.get(external_ids__value="c0").end_date is not None


def test_a_blank_says_that_there_is_none(sd74: Importing) -> None:
    package = sample(families=False)
    package.of("Students", User_ID="s04")["Email Address"] = ""
    package.of("Classes", Class_ID="c0")["End Date"] = ""

    sd74.run(package)

    assert Student.objects.get(external_ids__value="s04").email == ""
    assert ClassGroup.objects.get(external_ids__value="c0").end_date is None
