"""The roster's own part of an import: schools, people, classes, enrolments."""

from districts.sis.statements import SQL
from districts.sis.step import Step

STEP = Step(
    folder=SQL,
    tables={
        "schools": "districts_school",
        "students": "districts_student",
        "memberships": "districts_schoolmembership",
        "staff": "districts_staffmember",
        "classes": "districts_classgroup",
        "enrolments": "districts_enrolment",
        "identities": "districts_externalid",
    },
    uncounted=frozenset({"identities"}),
    plan=(
        *("begin", "schools", "students", "memberships", "staff", "classes", "enrolments"),
        "identities",
    ),
    settles=frozenset({"students", "enrolments"}),
    population=("population",),
    apply=(
        *("schools", "students", "memberships", "staff", "classes", "enrolments"),
        "identities",
    ),
    endings={
        "students": {"left_at": "now"},
        "memberships": {"ended_at": "now"},
        "staff": {"left_at": "now"},
        "classes": {"ended_at": "now"},
        "enrolments": {"ended_at": "now"},
    },
    undo=("staff_roles", "matches"),
)
