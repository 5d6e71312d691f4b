"""A small Advanced CSV package: two schools, their classes, staff and families."""

import csv
import io
import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from districts.sis.advanced_csv import ADVANCED_CSV

type Row = dict[str, str]

HEADERS = {spec.name: [column.header for column in spec.columns] for spec in ADVANCED_CSV.files}
PEOPLE_PER_SCHOOL = 10


@dataclass
class Sample:
    """The rows of each file, and how to write them down."""

    files: dict[str, list[Row]] = field(default_factory=dict)
    headers: dict[str, list[str]] = field(default_factory=lambda: deepcopy(HEADERS))

    def rows(self, name: str) -> list[Row]:
        """Return a file's rows, to be changed."""
        return self.files[f"{name}.csv"]

    def of(self, name: str, **matching: str) -> Row:
        """Return the first row of a file in which every given column has that value."""
        wanted = {header.replace("_", " "): value for header, value in matching.items()}
        return next(row for row in self.rows(name) if wanted.items() <= row.items())

    def drop(self, name: str, when: Callable[[Row], bool]) -> None:
        """Take rows out of a file."""
        self.files[f"{name}.csv"] = [row for row in self.rows(name) if not when(row)]

    def shuffled(self, seed: random.Random) -> "Sample":
        """Return the same package with rows and columns in another order, some rows twice."""
        other = deepcopy(self)
        for name, rows in other.files.items():
            rows.extend(seed.sample(rows, k=min(3, len(rows))))
            seed.shuffle(rows)
            seed.shuffle(other.headers[name])
        return other

    def text(self, name: str) -> str:
        """Return a file as it is written."""
        out = io.StringIO()
        writer = csv.DictWriter(
            out, self.headers[name], restval="", extrasaction="ignore", lineterminator="\r\n"
        )
        writer.writeheader()
        writer.writerows(self.files[name])
        return out.getvalue()

    def write(self, folder: Path) -> Path:
        """Write the files, with a byte order mark as the real converter does."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in self.files:
            (folder / name).write_bytes(self.text(name).encode("utf-8-sig"))
        return folder

    def zipped(self, path: Path) -> Path:
        """Write the files into one zip."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self.files:
                archive.writestr(name, self.text(name))
        return path


def sample(*, families: bool = True) -> Sample:
    """Return 20 students at two schools, 2 teachers, 4 classes, 24 links of 22 adults.

    Student s00 to s09 are at school 100, s10 to s19 at 200. Every student has a parent of their
    own, but s08 and s09, and s18 and s19, share one; s00 to s03 have a second one each.
    """
    files: dict[str, list[Row]] = {name: [] for name in HEADERS}
    for number in range(2 * PEOPLE_PER_SCHOOL):
        _student(files, number)
        _class(files, number)
        _family(files, number)
    if not families:
        del files["Family.csv"]
    return Sample(files)


def _student(files: dict[str, list[Row]], number: int) -> None:
    files["Students.csv"].append(
        {
            "User ID": f"s{number:02}",
            "Student Number": f"9{number:02}",
            "First Name": f"Élodie{number}",
            "Last Name": f"Tremblay{number}",
            "Date of Birth": "2015-02-03",
            "Grade": f"{number % 12 + 1:02}",
            "EnrollStatus": "Active",
            "SchoolCode": _school(number),
            "Email Address": f"s{number:02}@pupils.example",
        }
    )


def _class(files: dict[str, list[Row]], number: int) -> None:
    school, name = _school(number), f"c{number // 5}"
    if number % PEOPLE_PER_SCHOOL == 0:
        files["Staff.csv"].append(
            {
                "User ID": f"t{school}",
                "First Name": "Anne",
                "Last Name": f"Adams{school}",
                "Email": f"teacher{school}@staff.example",
                "Role": "teacher",
                "School ID": school,
            }
        )
    if number % 5 == 0:
        files["Classes.csv"].append(
            {
                "Class ID": name,
                "Name": f"Division {name}",
                "Grade": "01",
                "School ID": school,
                "Start Date": "2025-09-02",
                "End Date": "2026-06-26",
            }
        )
        _enrol(files, name, f"t{school}", "teacher", school)
    _enrol(files, name, f"s{number:02}", "student", school)


def _enrol(files: dict[str, list[Row]], name: str, person: str, role: str, school: str) -> None:
    files["Enrollments.csv"].append(
        {"Class ID": name, "User ID": person, "Role": role, "School ID": school}
    )


def _family(files: dict[str, list[Row]], number: int) -> None:
    adults = [f"parent{number - 1 if number % 10 == 9 else number:02}"]
    if number < 4:
        adults.append(f"other{number:02}")
    for adult in adults:
        files["Family.csv"].append(
            {
                "First Name": adult.title(),
                "Last Name": "Tremblay",
                "Email": f"{adult}@home.example",
                "Student User ID": f"s{number:02}",
            }
        )


def _school(number: int) -> str:
    return "100" if number < PEOPLE_PER_SCHOOL else "200"
