"""Advanced CSV: five files, loose in a folder or at the root of one zip."""

from dataclasses import replace

from districts.sis.formats import (
    ID,
    Agreement,
    Column,
    FileSpec,
    Finding,
    Format,
    Kind,
    Reading,
    as_declared,
    must,
)
from districts.sis.problems import problem
from districts.sis.statements import SQL, rows

FOLDER = SQL / "advanced_csv"
CODE = 64

STUDENTS = FileSpec(
    name="Students.csv",
    part="students",
    needed=True,
    columns=(
        must("User ID", "user_id", longest=ID),
        must("Student Number", "student_number"),
        must("First Name", "first_name"),
        must("Last Name", "last_name"),
        Column("Date of Birth"),
        Column("Grade", "grade", required=True, kind=Kind.GRADE),
        must("EnrollStatus", "enroll_status"),
        must("SchoolCode", "school_code", longest=CODE),
        Column("Homeroom"),
        Column("PreRegSchoolCode"),
        Column("Preferred First Name", "preferred_first_name"),
        Column("Preferred Last Name", "preferred_last_name"),
        Column("Community Hours"),
        Column("Literacy Test Completed"),
        Column("Email Address", "email", required=True, kind=Kind.EMAIL),
    ),
    key=("user_id", "school_code"),
    names=("user_id", "student_number"),
    agreements=(
        Agreement(("user_id", "school_code"), ("raw_grade", "enroll_status")),
        Agreement(
            ("user_id",),
            (
                "student_number",
                "first_name",
                "last_name",
                "preferred_first_name",
                "preferred_last_name",
                "email_key",
            ),
        ),
    ),
)

STAFF = FileSpec(
    name="Staff.csv",
    part="staff",
    columns=(
        must("User ID", "user_id", longest=ID),
        must("First Name", "first_name"),
        must("Last Name", "last_name"),
        must("Email", "email", Kind.EMAIL),
        must("Role", "role", Kind.WORD, words=("teacher", "administrator")),
        must("School ID", "school_code", longest=CODE),
    ),
    key=("user_id", "role", "school_code"),
    names=("user_id", "email_key"),
    agreements=(Agreement(("user_id",), ("first_name", "last_name", "email_key")),),
)

FAMILY = FileSpec(
    name="Family.csv",
    part="families",
    columns=(
        must("First Name", "first_name"),
        must("Last Name", "last_name"),
        must("Email", "email", Kind.EMAIL),
        must("Student User ID", "student", longest=ID),
    ),
    key=("student", "email_key"),
    agreements=(Agreement(("student", "email_key"), ("first_name", "last_name")),),
)

CLASSES = FileSpec(
    name="Classes.csv",
    part="classes",
    columns=(
        must("Class ID", "class_id", longest=ID),
        must("Name", "name"),
        Column("Grade", "grade"),
        must("School ID", "school_code", longest=CODE),
        Column("Start Date", "start_date", kind=Kind.DATE),
        Column("End Date", "end_date", kind=Kind.DATE),
    ),
    key=("class_id",),
    names=("class_id",),
    agreements=(
        Agreement(("class_id",), ("name", "grade", "school_code", "start_date", "end_date")),
    ),
)

ENROLLMENTS = FileSpec(
    name="Enrollments.csv",
    part="enrolments",
    columns=(
        must("Class ID", "class_id", longest=ID),
        must("User ID", "user_id", longest=ID),
        must("Role", "role", Kind.WORD, words=("student", "teacher")),
        must("School ID", "school_code", longest=CODE),
    ),
    key=("class_id", "user_id", "role"),
    agreements=(Agreement(("class_id", "user_id", "role"), ("school_code",)),),
)


def _judged(form: Format, reading: Reading) -> Finding:
    """Judge the files as declared, and note the states of students that nobody knows."""
    found = as_declared(form, reading)
    notes = [
        problem("status_as_inactive", file=STUDENTS.name, column="EnrollStatus", detail=word)
        for (word,) in rows(FOLDER / "unknown_states", {})
    ]
    return replace(found, notes=(*found.notes, *notes))


ADVANCED_CSV = Format(
    name="advanced_csv",
    files=(STUDENTS, STAFF, FAMILY, CLASSES, ENROLLMENTS),
    folder=FOLDER,
    things=("outside", "students", "staff", "classes"),
    ties=("settled", "enrolments", "families"),
    settled=frozenset({"students", "enrolments", "families"}),
    judge=_judged,
)
