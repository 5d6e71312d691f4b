"""What a list says of each student, as frozen values for its template."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts.grades import words
from districts.models import SchoolMembership, Student
from districts.students.state import StudentState, state_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a student is now, and in which grade there."""

    school: str
    grade: str


@dataclass(frozen=True, slots=True)
class Row:
    """One student of the list."""

    id: uuid.UUID
    name: str
    number: str
    places: list[Place]
    ways_in: str
    state: StudentState
    status_kind: str
    status_icon: str


def row_of(student: Student) -> Row:
    """Return the row of a student from ``listing``, which brought along what it shows."""
    state = state_of(student)
    kind, icon = state.look
    # Nearly everybody is active: in a list that is the quiet state.
    kind = "" if state is StudentState.ACTIVE else kind
    return Row(
        id=student.pk,
        name=str(student),
        number=student.student_number,
        places=places_of(student),
        ways_in=signs_in_with(student),
        state=state,
        status_kind=kind,
        status_icon=icon,
    )


def places_of(student: Student) -> list[Place]:
    """Return the schools a student from ``listing`` is at, by name."""
    rows: Iterable[SchoolMembership] = student.places  # type: ignore[attr-defined] # by Prefetch
    return [Place(str(row.school), words(row.grade, row.raw_grade)) for row in rows]


def signs_in_with(student: Student) -> str:
    """Return by what a student from ``listing`` can sign in; what is missing for who cannot."""
    user = student.user
    if user is None:
        return _("No account yet")
    ways = []
    if user.email is not None:
        ways.append(_("E-mail"))
    if user.username is not None and user.has_usable_password():
        ways.append(_("Username"))
    if student.has_card and user.email is None:  # type: ignore[attr-defined] # annotated
        ways.append(_("Card"))
    return ", ".join(ways) or _("No password or card now")
