"""Exports as programs and spreadsheets leave them: understood where they can mean one thing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from districts.models import ImportRun, RunState, Student
from tests.samples.advanced_csv import sample
from tests.samples.importing import Importing, importing

pytestmark = pytest.mark.django_db

type Spoil = Callable[[Path], None]


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


def rewritten(name: str, change: Callable[[str], str]) -> Spoil:
    """Return what rewrites every row of a file but its header."""

    def spoil(folder: Path) -> None:
        head, *rows = (folder / name).read_text(encoding="utf-8-sig").splitlines()
        (folder / name).write_text("\n".join([head, *map(change, rows)]) + "\n")

    return spoil


def shouted(row: str) -> str:
    return ",".join(field.upper() if "@" in field else field for field in row.split(","))


def ended_by_control_z(folder: Path) -> None:
    with (folder / "Students.csv").open("a") as file:
        file.write("\x1a")


def dated(spelling: Callable[[str, str, str], str]) -> Spoil:
    def respelt(row: str) -> str:
        *fields, start, end = row.split(",")
        days = [spelling(*day.split("-")) if day else "" for day in (start, end)]
        return ",".join([*fields, *days])

    return rewritten("Classes.csv", respelt)


def handed_in(sd74: Importing, tmp_path: Path, spoil: Spoil) -> ImportRun:
    folder = sample(families=False).write(tmp_path / "odd")
    spoil(folder)
    return sd74.worked(sd74.hand_in(folder))


@pytest.mark.parametrize(
    "spoil",
    [
        rewritten("Students.csv", lambda row: f"{row},"),
        rewritten("Enrollments.csv", lambda row: f"{row},,"),
        ended_by_control_z,
        rewritten("Students.csv", shouted),
        rewritten("Staff.csv", shouted),
        dated(lambda year, month, day: f"{year}/{month}/{day}"),
        dated(lambda year, month, day: f"{year}{month}{day}"),
        dated(lambda year, month, day: f"{year}-{month}-{day} 00:00:00"),
    ],
    ids=["a comma", "two commas", "^Z", "PUPIL@", "STAFF@", "slashes", "digits", "a time"],
)
def test_what_can_only_mean_the_same_is_known_already(
    sd74: Importing, tmp_path: Path, spoil: Spoil
) -> None:
    done = handed_in(sd74, tmp_path, spoil)

    assert done.state() is RunState.NOTHING
    assert done.counts["students"]["unchanged"] == 20
    assert not done.problems.exists()


def test_one_row_with_a_comma_too_many_is_no_habit(sd74: Importing, tmp_path: Path) -> None:
    def one_row(folder: Path) -> None:
        head, first, *_rows = (folder / "Students.csv").read_text("utf-8-sig").splitlines()
        (folder / "Students.csv").write_text(f"{head}\n{first},\n")

    done = handed_in(sd74, tmp_path, one_row)

    assert done.problems.filter(file="Students.csv", code="ragged_row").count() == 1
    assert Student.objects.filter(left_at=None).count() == 20


@pytest.mark.parametrize(
    ("made", "code"),
    [("2.00E+06", "rounded_id"), ("#N/A", "error_as_id"), ("#REF!", "error_as_id")],
)
def test_ids_that_a_spreadsheet_has_spoilt_may_be_anybodys(
    sd74: Importing, tmp_path: Path, made: str, code: str
) -> None:
    spoilt = rewritten("Students.csv", lambda row: f"{made}," + row.partition(",")[2])

    done = handed_in(sd74, tmp_path, spoilt)

    assert done.problems.filter(file="Students.csv", code=code).count() == 20
    assert done.counts["students"]["ended"] == 0
    assert Student.objects.filter(left_at=None).count() == 20


def test_two_exports_put_together_have_one_header_too_many(sd74: Importing, tmp_path: Path) -> None:
    def twice(folder: Path) -> None:
        for path in folder.iterdir():
            text = path.read_text("utf-8-sig")
            path.write_text(text.rstrip("\n") + "\n" + text.splitlines()[0].upper() + "\n")

    done = handed_in(sd74, tmp_path, twice)

    assert done.state() is RunState.NOTHING
    told = done.problems.filter(code="header_again").values_list("file", flat=True)
    assert set(told) == {path.name for path in (tmp_path / "odd").iterdir()}


def test_a_file_of_which_no_row_can_be_read_is_missed(sd74: Importing, tmp_path: Path) -> None:
    done = handed_in(sd74, tmp_path, rewritten("Students.csv", lambda row: f"{row},x,y"))

    assert done.state() is RunState.HELD
    assert "file_gone" in done.hold_reasons
    assert done.problems.filter(file="Students.csv", code="no_sound_row").exists()
    assert not done.problems.filter(code="empty_file").exists()
