"""Packages of tiny districts, drawn so small that the same few people meet in every way."""

import random
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.samples.advanced_csv import HEADERS, Row, Sample

SCHOOLS = ("100", "200")
PUPILS = tuple(f"s{number}" for number in range(4))
CLASSES = {"c0": "100", "c1": "100", "c2": "200"}
TEACHERS = ("t0", "t1")
ADULTS = ("one@home.example", "two@home.example", "three@home.example")


@dataclass(frozen=True, slots=True)
class Pupil:
    """One student as a package has them."""

    school: str = "100"
    name: str = "Ada"
    grade: str = "01"
    active: bool = True
    classes: frozenset[str] = frozenset()
    adults: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Town:
    """What a package says: who goes where, who teaches, and whose adults are called what."""

    pupils: dict[str, Pupil] = field(default_factory=dict)
    teachers: dict[str, frozenset[str]] = field(default_factory=dict)
    adults: dict[str, str] = field(default_factory=dict)

    def package(self) -> Sample:
        """Return the files."""
        files: dict[str, list[Row]] = {name: [] for name in HEADERS}
        for name, school in CLASSES.items():
            files["Classes.csv"].append(_class(name, school))
        for name, schools in self.teachers.items():
            files["Staff.csv"] += [_teacher(name, school) for school in sorted(schools)]
            files["Enrollments.csv"] += [
                _enrolment(one, name, "teacher") for one, at in CLASSES.items() if at in schools
            ]
        for name, pupil in self.pupils.items():
            files["Students.csv"].append(_student(name, pupil))
            files["Enrollments.csv"] += [
                _enrolment(one, name, "student") for one in sorted(pupil.classes)
            ]
            files["Family.csv"] += [
                _parent(adult, self.adults.get(adult, "Pat"), name)
                for adult in sorted(pupil.adults)
            ]
        return Sample(files)


pupils = st.builds(
    Pupil,
    school=st.sampled_from(SCHOOLS),
    name=st.sampled_from(["Ada", "Bo"]),
    grade=st.sampled_from(["01", "02"]),
    active=st.sampled_from([True, True, True, False]),
    classes=st.frozensets(st.sampled_from(sorted(CLASSES)), max_size=2),
    adults=st.frozensets(st.sampled_from(ADULTS), max_size=2),
)
towns = st.builds(
    Town,
    pupils=st.dictionaries(st.sampled_from(PUPILS), pupils, min_size=1),
    teachers=st.dictionaries(
        st.sampled_from(TEACHERS),
        st.frozensets(st.sampled_from(SCHOOLS), min_size=1),
        min_size=1,
    ),
    adults=st.dictionaries(st.sampled_from(ADULTS), st.sampled_from(["Pat", "Kim"])),
)


@dataclass(frozen=True, slots=True)
class Spoiling:
    """One row made invalid."""

    file: str
    column: str
    value: str

    def of(self, package: Sample, seed: random.Random) -> bool:
        """Spoil one row of the package; False where there is none."""
        rows = package.files[self.file]
        if rows:
            seed.choice(rows)[self.column] = self.value
        return bool(rows)


spoilings = st.sampled_from(
    [
        Spoiling("Students.csv", "First Name", ""),
        Spoiling("Students.csv", "Last Name", "x" * 300),
        Spoiling("Students.csv", "SchoolCode", ""),
        Spoiling("Students.csv", "Grade", "\0"),
        Spoiling("Staff.csv", "Role", "wizard"),
        Spoiling("Staff.csv", "Email", "no address"),
        Spoiling("Staff.csv", "Last Name", ""),
        Spoiling("Staff.csv", "School ID", ""),
        Spoiling("Classes.csv", "Name", ""),
        Spoiling("Classes.csv", "Start Date", "99/99/99"),
        Spoiling("Classes.csv", "School ID", "x" * 300),
        Spoiling("Enrollments.csv", "Role", "wizard"),
        Spoiling("Enrollments.csv", "User ID", ""),
        Spoiling("Enrollments.csv", "Class ID", ""),
        Spoiling("Enrollments.csv", "School ID", ""),
        Spoiling("Enrollments.csv", "User ID", "nobody"),
        Spoiling("Enrollments.csv", "Class ID", "no class"),
        Spoiling("Family.csv", "Email", "no address"),
        Spoiling("Family.csv", "Email", ""),
        Spoiling("Family.csv", "Student User ID", ""),
        Spoiling("Family.csv", "Student User ID", "nobody"),
        Spoiling("Family.csv", "First Name", "x" * 300),
        Spoiling("Family.csv", "Last Name", "\0"),
    ]
)


def _class(name: str, school: str) -> Row:
    return {
        "Class ID": name,
        "Name": f"Division {name}",
        "Grade": "01",
        "School ID": school,
        "Start Date": "2025-09-02",
        "End Date": "2026-06-26",
    }


def _teacher(name: str, school: str) -> Row:
    return {
        "User ID": name,
        "First Name": "Anne",
        "Last Name": "Adams",
        "Email": f"{name}@staff.example",
        "Role": "teacher",
        "School ID": school,
    }


def _student(name: str, pupil: Pupil) -> Row:
    return {
        "User ID": name,
        "Student Number": f"9{name}",
        "First Name": pupil.name,
        "Last Name": f"Tremblay {name}",
        "Grade": pupil.grade,
        "EnrollStatus": "Active" if pupil.active else "Inactive",
        "SchoolCode": pupil.school,
    }


def _enrolment(name: str, person: str, role: str) -> Row:
    return {"Class ID": name, "User ID": person, "Role": role, "School ID": CLASSES[name]}


def _parent(email: str, name: str, student: str) -> Row:
    return {"First Name": name, "Last Name": "Roy", "Email": email, "Student User ID": student}
