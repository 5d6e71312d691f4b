"""The demo's people as an Advanced CSV package, for the importer that reads everybody's."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from zlib import crc32

from sharing.demo.roster import Roster

type Row = Sequence[str]

HEADERS: dict[str, Row] = {
    "Students.csv": (
        *("User ID", "Student Number", "First Name", "Last Name", "Date of Birth", "Grade"),
        *("EnrollStatus", "SchoolCode", "Email Address"),
    ),
    "Staff.csv": ("User ID", "First Name", "Last Name", "Email", "Role", "School ID"),
    "Family.csv": ("First Name", "Last Name", "Email", "Student User ID"),
    "Classes.csv": ("Class ID", "Name", "Grade", "School ID", "Start Date", "End Date"),
    "Enrollments.csv": ("Class ID", "User ID", "Role", "School ID"),
}


def write(roster: Roster, folder: Path) -> None:
    """Write the five files into ``folder``."""
    rows: dict[str, Iterable[Row]] = {
        "Students.csv": _students(roster),
        "Staff.csv": _staff(roster),
        "Family.csv": _family(roster),
        "Classes.csv": _classes(roster),
        "Enrollments.csv": _enrolments(roster),
    }
    for name, header in HEADERS.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows[name]])


def _students(roster: Roster) -> Iterable[Row]:
    for pupil in roster.pupils:
        identity = (f"S-{pupil.who}", f"{_number(pupil.who):06}")
        name = (pupil.first_name, pupil.last_name, "", pupil.grade)
        yield (*identity, *name, "Active", pupil.school, pupil.email)


def _staff(roster: Roster) -> Iterable[Row]:
    for worker in roster.staff:
        name = (worker.first_name, worker.last_name, worker.email)
        yield (f"T-{worker.who}", *name, worker.role, worker.school)


def _family(roster: Roster) -> Iterable[Row]:
    for pupil in roster.pupils:
        for adult in pupil.family:
            yield (adult.first_name, adult.last_name, adult.email, f"S-{pupil.who}")


def _classes(roster: Roster) -> Iterable[Row]:
    taught = {name: worker for worker in roster.staff for name in worker.classes}
    for name, worker in taught.items():
        yield (_class_id(worker.school, name), name, "", worker.school, "", "")


def _enrolments(roster: Roster) -> Iterable[Row]:
    for worker in roster.staff:
        for name in worker.classes:
            class_id = _class_id(worker.school, name)
            yield (class_id, f"T-{worker.who}", "teacher", worker.school)
    for pupil in roster.pupils:
        class_id = _class_id(pupil.school, pupil.class_name)
        yield (class_id, f"S-{pupil.who}", "student", pupil.school)


def _class_id(school: str, name: str) -> str:
    return f"{school}_{name.replace(' ', '')}"


def _number(who: str) -> int:
    return crc32(who.encode()) % 1_000_000
