"""Rows that say nearly the same: twice, in other spelling, at another school, for somebody else."""

import random
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.samples.advanced_csv import Row, Sample

type Touching = Callable[[Row], object]


@dataclass(frozen=True, slots=True)
class Touch:
    """One row touched, or a touched copy of it set beside it."""

    file: str
    change: tuple[str, str]
    beside: bool

    def of(self, package: Sample, seed: random.Random) -> None:
        """Do it to any row of the file; ``{}`` stands for the value that is there."""
        rows = package.files[self.file]
        if not rows:
            return
        row = seed.choice(rows)
        if self.beside:
            row = copy(row)
            rows.insert(seed.randrange(len(rows) + 1), row)
        column, value = self.change
        row[column] = value.format(row.get(column, ""))


CHANGES = {
    "Students.csv": [
        ("First Name", "{}"),
        ("User ID", " {} "),
        ("User ID", ""),
        ("User ID", "s1"),
        ("First Name", "{} "),
        ("First Name", "Cy"),
        ("SchoolCode", "100"),
        ("SchoolCode", "200"),
        ("SchoolCode", "300"),
        ("Grade", "1"),
        ("Grade", "no grade"),
        ("EnrollStatus", "PreReg"),
        ("EnrollStatus", "gone fishing"),
        ("Email Address", "one@home.example"),
        ("Student Number", "9s0"),
        ("Preferred First Name", "Addie"),
    ],
    "Family.csv": [
        ("Email", "{}"),
        ("Email", " {}"),
        ("Email", "ONE@home.example"),
        ("Email", "four@home.example"),
        ("Email", "one@höme.example"),
        ("First Name", "Sam"),
        ("First Name", "Alex"),
        ("Last Name", "{} "),
        ("Student User ID", "s0"),
        ("Student User ID", " {}"),
    ],
    "Enrollments.csv": [
        ("Role", "{}"),
        ("Role", "Student"),
        ("Role", "teacher"),
        ("User ID", "{} "),
        ("User ID", "s0"),
        ("Class ID", "c1"),
        ("School ID", " "),
        ("School ID", "200"),
    ],
    "Classes.csv": [("Class ID", "c9"), ("Name", "Other"), ("School ID", "200")],
    "Staff.csv": [("User ID", "t9"), ("First Name", "Zoe"), ("School ID", "200")],
}

touches = st.lists(
    st.sampled_from(
        [
            Touch(file, change, beside)
            for file, changes in CHANGES.items()
            for change in changes
            for beside in (False, True)
        ]
    ),
    max_size=6,
)
