"""What a student's record says, as a frozen value for its template."""

import uuid
from dataclasses import dataclass
from datetime import date

from districts.actor import Actor
from districts.cards.listing import lines_of
from districts.models import ClassGroup, Student
from districts.policy import Power, may
from districts.students.rows import Place, places_of, signs_in_with
from districts.students.state import StudentState, state_of
from spacesedu.lib.clock import local_date


@dataclass(frozen=True, slots=True)
class Record:
    """One student."""

    id: uuid.UUID
    name: str
    sis_name: str
    """First and last name as the school's system has them."""
    preferred_name: str
    """As it has them preferred; empty where it knows no other."""
    display_name: str
    public_name: str
    number: str
    state: StudentState
    status_kind: str
    status_icon: str
    since: date | None
    """Since when the student is gone or deactivated."""
    places: list[Place]
    classes: list[str]
    ways_in: str
    email: str
    username: str
    card_issued_on: date | None
    why_no_card: str


def record_of(actor: Actor, student: Student) -> Record:
    """Return the record of a student from ``listing.student_for``."""
    state = state_of(student)
    kind, icon = state.look
    since = student.deactivated_at or student.left_at
    (line,) = lines_of([student])
    return Record(
        id=student.pk,
        name=str(student),
        sis_name=f"{student.first_name} {student.last_name}".strip(),
        preferred_name=_preferred(student),
        display_name=student.display_name,
        public_name=student.public_name,
        number=student.student_number,
        state=state,
        status_kind=kind,
        status_icon=icon,
        since=local_date(since, student.district.zone) if since else None,
        places=places_of(student),
        classes=_classes(actor, student),
        ways_in=signs_in_with(student),
        email=(student.user.email or "") if student.user else "",
        username=line.username,
        card_issued_on=line.issued_on,
        why_no_card=line.why_not,
    )


def _preferred(student: Student) -> str:
    if not (student.preferred_first_name or student.preferred_last_name):
        return ""
    return f"{student.given_name} {student.family_name}".strip()


def _classes(actor: Actor, student: Student) -> list[str]:
    """Return the student's current classes among those the actor may open."""
    if not may(actor, Power.OPEN_CLASSES):
        return []
    found = ClassGroup.objects.visible_to(actor).filter(
        ended_at=None, enrolments__student=student, enrolments__ended_at=None
    )
    return list(found.order_by("name", "id").values_list("name", flat=True))
