"""An Advanced CSV package of any size: invented, the same every time, written row by row.

Sixteen users are fifteen students and a teacher, and there are as many family links as users. A
school has 480 students; a third of the schools are secondary, where a student is in four classes
instead of one. The rows stand in the order of the schools, as exporters write them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from districts.sis.advanced_csv import ADVANCED_CSV

AT_A_SCHOOL = 480
IN_A_CLASS = 24
CLASSES_OF_A_SCHOOL = AT_A_SCHOOL // IN_A_CLASS
SUBJECTS = 4
GIVEN = "Ada Björn Chloé Dmitri Élodie Farah Grace Hiro Inés Jonas Kofi Léa Maya Noor Olu Priya"
FAMILY = (
    "Anderson Bouchard Côté Dubois Evans Fernández Gagnon Huang Ivanov Johnson Kaur Lavoie Nguyen"
)

_GIVEN, _FAMILY = GIVEN.split(), FAMILY.split()


@dataclass(frozen=True, slots=True)
class Nightly:
    """The package of one night. ``changed``: on that night one row in a hundred is different."""

    users: int
    changed: bool = False

    @property
    def students(self) -> int:
        """Return how many of the users are students."""
        return self.users * 15 // 16

    def write(self, folder: Path) -> int:
        """Write the five files into ``folder`` and return how many rows they have."""
        folder.mkdir(parents=True, exist_ok=True)
        rows: dict[str, Callable[[], Iterable[str]]] = {
            "Students.csv": self._students,
            "Staff.csv": self._staff,
            "Family.csv": self._family,
            "Classes.csv": self._classes,
            "Enrollments.csv": self._enrolments,
        }
        return sum(_write(folder / name, lines()) for name, lines in rows.items())

    def _differs(self, number: int) -> bool:
        return self.changed and number % 100 == 50

    def _students(self) -> Iterator[str]:
        for n in range(self.students):
            preferred = "Sam" if self._differs(n) else ""
            yield (
                f"S{n:07},9{n:07},{_given(n)},{_family(n)},201{n % 10}-0{n % 9 + 1}-1{n % 10},"
                f"{_grade(n)},Active,{_school(n)},{n // IN_A_CLASS % CLASSES_OF_A_SCHOOL},,"
                f"{preferred},,,,s{n}@pupils.example\r\n"
            )

    def _staff(self) -> Iterator[str]:
        for n in range(self.users - self.students):
            name = "Renamed" if self._differs(n) else _family(n)
            yield f"T{n:07},{_given(n)},{name},t{n}@staff.example,teacher,{_school(n * 15)}\r\n"

    def _family(self) -> Iterator[str]:
        for n in range(self.students):
            adult = f"moved{n}" if self._differs(n) else f"adult{n * 5 // 8}"
            yield f"{_given(n * 5 // 8)},{_family(n // 3)},{adult}@home.example,S{n:07}\r\n"
        for n in range(self.users - self.students):
            yield f"{_given(n)},{_family(n)},second{n}@home.example,S{n:07}\r\n"

    def _classes(self) -> Iterator[str]:
        for number in self._class_numbers():
            first = number * IN_A_CLASS
            for subject in _subjects(first):
                name = "Renamed" if self._differs(number) else f"Division {number}.{subject}"
                yield (
                    f"C{number}.{subject},{name},{_grade(first)},{_school(first)},"
                    "2026-09-08,2027-06-25\r\n"
                )

    def _enrolments(self) -> Iterator[str]:
        for number in self._class_numbers():
            first = number * IN_A_CLASS
            teacher = first // 15
            for subject in _subjects(first):
                yield f"C{number}.{subject},T{teacher:07},teacher,{_school(first)}\r\n"
        for n in range(self.students):
            number = n // IN_A_CLASS
            here = max(number - 1, 0) if self._differs(n) else number
            for subject in _subjects(here * IN_A_CLASS):
                yield f"C{here}.{subject},S{n:07},student,{_school(n)}\r\n"

    def _class_numbers(self) -> range:
        return range(-(-self.students // IN_A_CLASS))


def _write(path: Path, lines: Iterable[str]) -> int:
    spec = ADVANCED_CSV.by_name[path.name]
    header = ",".join(column.header for column in spec.columns) + "\r\n"
    rows = -1
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        for line in chain([header], lines):
            out.write(line)
            rows += 1
    return rows


def _given(number: int) -> str:
    return f"{_GIVEN[number % len(_GIVEN)]}{number % 89}"


def _family(number: int) -> str:
    return f"{_FAMILY[number % len(_FAMILY)]}{number % 997}"


def _school(student: int) -> str:
    return f"{student // AT_A_SCHOOL + 1000}"


def _secondary(student: int) -> bool:
    return student // AT_A_SCHOOL % 3 == 2


def _grade(student: int) -> str:
    at = student % AT_A_SCHOOL * 4 // AT_A_SCHOOL
    return f"{at + (9 if _secondary(student) else 3):02}"


def _subjects(student: int) -> range:
    return range(SUBJECTS if _secondary(student) else 1)
