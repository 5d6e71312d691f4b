"""Rows that cannot be taken: said with their line, skipped, and still counted as seen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from districts.models import RunState, Student
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, codes, eventually_nothing, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


def blank(name: str, column: str, **matching: str) -> Callable[[Sample], None]:
    def change(package: Sample) -> None:
        package.of(name, **matching)[column] = " "

    return change


def also(name: str, **values: str) -> Callable[[Sample], None]:
    def change(package: Sample) -> None:
        changed = {header.replace("_", " "): value for header, value in values.items()}
        package.rows(name).append(package.rows(name)[0] | changed)

    return change


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (blank("Students", "Last Name", User_ID="s00"), ("Students.csv", 2, "missing_value")),
        (blank("Students", "SchoolCode", User_ID="s01"), ("Students.csv", 3, "missing_value")),
        (blank("Students", "User ID", User_ID="s02"), ("Students.csv", 4, "missing_value")),
        (blank("Staff", "User ID", User_ID="t200"), ("Staff.csv", 3, "missing_value")),
        (blank("Staff", "Role", User_ID="t100"), ("Staff.csv", 2, "missing_value")),
        (blank("Classes", "Name", Class_ID="c1"), ("Classes.csv", 3, "missing_value")),
        (blank("Enrollments", "Class ID", User_ID="s00"), ("Enrollments.csv", 3, "missing_value")),
        (blank("Enrollments", "User ID", User_ID="s00"), ("Enrollments.csv", 3, "missing_value")),
        (blank("Enrollments", "School ID", User_ID="s00"), ("Enrollments.csv", 3, "missing_value")),
        (also("Students", First_Name="x" * 256), ("Students.csv", 22, "too_long")),
        (also("Staff", User_ID="t1", Role="janitor"), ("Staff.csv", 4, "unknown_word")),
        (also("Staff", User_ID="t1", Email="a@b@c"), ("Staff.csv", 4, "bad_email")),
        (also("Enrollments", Class_ID="c9"), ("Enrollments.csv", 26, "unknown_class")),
        (
            also("Enrollments", User_ID="s99", Role="student"),
            ("Enrollments.csv", 26, "unknown_student"),
        ),
        (also("Enrollments", User_ID="t9"), ("Enrollments.csv", 26, "unknown_staff")),
        (also("Students"), ("Students.csv", 22, "repeated_row")),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_and_changes_nothing(
    sd74: Importing, change: Callable[[Sample], None], found: tuple[str, int, str]
) -> None:
    package = sample(families=False)
    change(package)
    report = sd74.run(package)

    assert found in codes(report)
    assert report.state is RunState.NOTHING
    assert eventually_nothing(report)


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (also("Students", First_Name="Other"), ("Students.csv", 2, 22)),
        (also("Students", Grade="05"), ("Students.csv", 2, 22)),
        (also("Students", First_Name="Other", SchoolCode="200"), ("Students.csv", 2, 22)),
        (also("Staff", Email="other@staff.example"), ("Staff.csv", 2, 4)),
        (also("Classes", School_ID="200"), ("Classes.csv", 2, 6)),
    ],
)
def test_of_rows_that_contradict_each_other_none_is_taken_and_nobody_removed(
    sd74: Importing, change: Callable[[Sample], None], lines: tuple[str, int, int]
) -> None:
    package = sample(families=False)
    change(package)
    report = sd74.run(package)

    file, first, second = lines
    assert [found for found in codes(report) if found[2] != "nameless_rows"] == [
        (file, first, "conflicting_rows"),
        (file, second, "conflicting_rows"),
    ]
    assert eventually_nothing(report)


def test_whoever_is_written_down_under_anothers_id_is_not_missing(sd74: Importing) -> None:
    package = sample(families=False)
    package.of("Students", User_ID="s05")["User ID"] = "s04"

    report = sd74.run(package)

    assert [line for _, line, code in codes(report) if code == "conflicting_rows"] == [6, 7]
    assert Student.objects.filter(left_at=None).count() == 20


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("Email Address", "not an address", "bad_email"), ("Grade", "14", "unknown_grade")],
)
def test_an_optional_value_that_cannot_be_read_is_left_out_alone(
    sd74: Importing, column: str, value: str, code: str
) -> None:
    package = sample(families=False)
    package.rows("Students").append(
        package.rows("Students")[0] | {"User ID": "new", "Email Address": "", column: value}
    )
    report = sd74.run(package)

    assert codes(report) == [("Students.csv", 22, code)]
    assert Student.objects.get(external_ids__value="new").email == ""


def test_a_date_that_is_none_is_left_out(sd74: Importing) -> None:
    package = sample(families=False)
    package.of("Classes", Class_ID="c0")["Start Date"] = "02/30/2026"
    report = sd74.run(package)

    [found] = report.problems
    assert (found.code, found.column, found.line) == ("bad_date", "Start Date", 2)
    assert "02/30/2026" in found.message


def spoilt(folder: Path, name: str, old: bytes, new: bytes) -> Path:
    file = folder / name
    text = file.read_bytes()
    assert old in text
    file.write_bytes(text.replace(old, new, 1))
    return folder


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("Élodie3".encode(), "Élodie3".encode("latin-1"), 5, "bad_encoding"),
        (b"lodie3", b"lodie3\0", 5, "bad_encoding"),
        (b"Tremblay3,", b"Tremblay3,,", 5, "ragged_row"),
        (b"Tremblay3,", b"", 5, "ragged_row"),
    ],
)
def test_a_row_that_is_none_is_told_with_its_line_and_nobody_is_removed(
    sd74: Importing, tmp_path: Path, old: bytes, new: bytes, line: int, code: str
) -> None:
    folder = sample(families=False).write(tmp_path / "spoilt")
    report = sd74.run(spoilt(folder, "Students.csv", old, new))

    assert codes(report) == [
        ("Students.csv", line, code),
        ("Students.csv", None, "nameless_rows"),
    ]
    assert eventually_nothing(report)


def test_lines_are_counted_as_an_editor_counts_them(sd74: Importing, tmp_path: Path) -> None:
    package = sample(families=False)
    package.of("Students", User_ID="s01")["Homeroom"] = "one\ntwo\nthree"
    package.of("Students", User_ID="s05")["Last Name"] = ""
    folder = package.write(tmp_path / "lines")
    text = (folder / "Students.csv").read_bytes()
    (folder / "Students.csv").write_bytes(text.replace(b"\r\ns04", b"\r\n\r\ns04") + b"\r\n\r\n")
    report = sd74.run(folder)

    assert codes(report) == [("Students.csv", 10, "missing_value")]
    assert eventually_nothing(report)


def test_a_quotation_mark_that_swallows_rows_refuses_the_package(
    sd74: Importing, tmp_path: Path
) -> None:
    folder = sample(families=False).write(tmp_path / "quote")
    report = sd74.run(spoilt(folder, "Students.csv", b"s03,903", b's03,"903'))

    assert (report.state, report.exit_code) == (RunState.REFUSED, 2)
    assert codes(report) == [("Students.csv", 5, "open_quote")]
    assert Student.objects.filter(left_at=None).count() == 20


def test_a_row_that_says_nothing_that_is_read_may_mean_anybody(
    sd74: Importing, tmp_path: Path
) -> None:
    package = sample(families=False)
    for name in ("Students", "Enrollments"):
        package.drop(name, lambda row: row["User ID"] == "s19")
    students = package.write(tmp_path / "odd") / "Students.csv"
    place = students.read_text().splitlines()[0].split(",").index("Homeroom")
    with students.open("a") as file:
        file.write("," * place + "12" + "," * (14 - place) + "\n")

    done = sd74.worked(sd74.hand_in(tmp_path / "odd"))

    assert done.problems.filter(file="Students.csv", code="ragged_row").count() == 1
    assert Student.objects.filter(left_at=None).count() == 20


@pytest.mark.parametrize(("line", "commas"), [(4, 3), (4, 14), (20, 14)])
def test_a_row_that_was_blanked_may_have_been_anybodys(
    sd74: Importing, tmp_path: Path, line: int, commas: int
) -> None:
    students = sample(families=False).write(tmp_path / "blanked") / "Students.csv"
    lines = students.read_text().splitlines()
    students.write_text("\n".join([*lines[:line], "," * commas, *lines[line + 1 :]]) + "\n \n")

    done = sd74.worked(sd74.hand_in(tmp_path / "blanked"))

    assert done.problems.filter(file="Students.csv", line=line + 1).exists()
    assert done.counts["students"]["ended"] == 0
    assert Student.objects.filter(left_at=None).count() == 20
