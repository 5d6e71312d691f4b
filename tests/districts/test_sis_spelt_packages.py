"""Packages as computers pack them: a folder around everything, their own files, copy numbers."""

import zipfile
from pathlib import Path

import pytest

from districts.sis import package
from districts.sis.problems import RefusedError

KNOWN = frozenset({"Students.csv", "Staff.csv"})
OF_A_MAC = (".DS_Store", "__MACOSX/x/._Students.csv", "x/._Staff.csv", "Thumbs.db")


def zipped(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for name in names:
            out.writestr(name, b"" if name.endswith("/") else name.encode())
    return path


def found(path: Path) -> tuple[dict[str, bytes], tuple[str, ...], list[tuple[str, str, str]]]:
    with package.opened(path, KNOWN) as opened:
        notes = [(note.code, note.file, note.detail) for note in opened.notes]
        files = {name: read(opener) for name, opener in opened.files.items()}
        return files, opened.others, notes


def read(opener: package.Opener) -> bytes:
    with opener() as stream:
        return stream.read()


def test_the_folder_around_everything_and_a_computers_own_files_are_as_if_not_there(
    tmp_path: Path,
) -> None:
    names = ("x/", "x/Students.csv", "x/notes.txt", *OF_A_MAC)

    assert found(zipped(tmp_path / "of a Mac.zip", *names)) == (
        {"Students.csv": b"x/Students.csv"},
        ("notes.txt",),
        [],
    )
    assert found(zipped(tmp_path / "plain.zip", "Staff.csv", *OF_A_MAC))[:2] == (
        {"Staff.csv": b"Staff.csv"},
        (),
    )
    for name in ("Staff.csv", ".DS_Store", "Thumbs.db", "._Staff.csv"):
        (tmp_path / name).write_text(name)
    assert found(tmp_path)[:2] == ({"Staff.csv": b"Staff.csv"}, ("of a Mac.zip", "plain.zip"))


def test_a_copys_number_is_taken_off_where_it_can_be_one_file_only(tmp_path: Path) -> None:
    copies = ("Students (1).csv", "staff(2).csv")

    assert found(zipped(tmp_path / "copies.zip", *copies)) == (
        {"Students.csv": b"Students (1).csv", "staff.csv": b"staff(2).csv"},
        (),
        [
            ("file_spelling", name, copy)
            for name, copy in zip(("Students.csv", "staff.csv"), copies, strict=True)
        ],
    )
    assert found(zipped(tmp_path / "both.zip", "students.csv", "Students (1).csv")) == (
        {"students.csv": b"students.csv"},
        ("Students (1).csv",),
        [],
    )
    assert found(zipped(tmp_path / "two.zip", "Staff (1).csv", "Staff (2).csv"))[0] == {}


@pytest.mark.parametrize(
    "name",
    [
        "Students.csv.csv",
        "students.txt",
        "Students.csv.txt",
        "Students_20261122.csv",
        "2026-11-22 students.csv",
        "Students-2026-11-22T0315.CSV",
        "students 22.11.2026 (1).csv",
    ],
)
def test_a_day_or_a_second_ending_is_taken_off_where_it_can_be_one_file_only(
    tmp_path: Path, name: str
) -> None:
    files, others, notes = found(zipped(tmp_path / "a.zip", name, "Staff.csv"))
    assert {one.casefold() for one in files} == {"students.csv", "staff.csv"}
    assert (others, [(code, detail) for code, _, detail in notes]) == (
        (),
        [("file_spelling", name)],
    )

    files, others, notes = found(zipped(tmp_path / "b.zip", name, "Students.csv"))
    assert (files, others, notes) == ({"Students.csv": b"Students.csv"}, (name,), [])
    # Of two days nobody knows which one counts.
    other = "Students_20261121.csv"
    assert found(zipped(tmp_path / "c.zip", name, other))[:2] == ({}, (name, other))


def test_numbers_that_are_no_day_stay_in_the_name(tmp_path: Path) -> None:
    names = ("Students 2.csv", "Students_20261322.csv", "Students_old.csv", "Students.txt.zap")
    assert found(zipped(tmp_path / "a.zip", *names))[:2] == ({}, names)


def test_a_zip_that_lost_its_end_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "half.zip", "Students.csv")
    path.write_bytes(path.read_bytes()[:40])

    with pytest.raises(RefusedError, match="its end is missing"), package.opened(path, KNOWN):
        pass
