"""The roster's own part of an import: schools, people, classes, enrolments."""

from districts.sis.statements import SQL
from districts.sis.step import Step

# Whoever has been given a role here by now neither goes nor gets an address back, which is a way to
# sign in: so a district keeps its last admin.
NOT_GIVEN_A_ROLE_HERE = """
    NOT (
        change.action IN ('create', 'revive')
        OR COALESCE(change.before ?| '{first_name,last_name,email}', false)
    )
    OR NOT EXISTS (
        SELECT FROM districts_staffrole AS given
        WHERE given.staff_id = subject.id AND given.ended_at IS NULL AND NOT given.from_sis
    )
"""

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
    guards={"staff": NOT_GIVEN_A_ROLE_HERE},
    undo=("staff_roles", "matches"),
)
