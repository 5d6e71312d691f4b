"""Who gets a card: the students of a class, or some that were picked, and how each stands."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from districts.actor import Actor
from districts.models import ClassGroup, Enrolment, SignInCard, Student
from districts.signing_in.school_accounts import refusals
from districts.signing_in.usernames import bare_username
from districts.students.listing import ORDER, with_ways_in
from spacesedu.lib.clock import local_date


@dataclass(frozen=True, slots=True)
class Line:
    """One student: the username if there is one, the card's day if it is valid, or why not."""

    id: uuid.UUID
    name: str
    username: str
    issued_on: date | None
    why_not: str


def classes_with_cards(actor: Actor) -> QuerySet[ClassGroup]:
    """Return the classes whose students the actor can give cards to, if they may give any."""
    return ClassGroup.objects.visible_to(actor).filter(ended_at=None).select_related("district")


def students_of(actor: Actor, class_group: ClassGroup) -> list[Student]:
    """Return the active students of a class, by name."""
    there = Enrolment.objects.filter(student=OuterRef("pk"), class_group=class_group, ended_at=None)
    rows = Student.objects.visible_to(actor).active().filter(Exists(there))
    return list(with_ways_in(rows).order_by(*ORDER))


def lines_of(students: Sequence[Student]) -> list[Line]:
    """Return what the list says of each student, in two queries more than the students'."""
    refused = refusals(students)
    cards = SignInCard.objects.valid().filter(student__in=students).order_by("pk")
    issued = {card.student_id: card.issued_at for card in cards}
    return [
        Line(
            id=student.pk,
            name=str(student),
            username=bare_username(student.user.username) if student.user else "",
            issued_on=(
                local_date(issued[student.pk], student.district.zone)
                if student.pk in issued
                else None
            ),
            why_not=str(refused[student.pk].label) if student.pk in refused else "",
        )
        for student in students
    ]
