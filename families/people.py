"""The People page of a class: teachers, students, and the family linked to the class."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.grades import words
from districts.models import (
    ClassGroup,
    Enrolment,
    SchoolMembership,
    SignInCard,
    StaffMember,
    Student,
)
from districts.policy import Power, may
from families.models import ClassAssociation
from families.tab.status import LOOKS, Status


@dataclass(frozen=True, slots=True)
class Adult:
    """A family member linked to the class for one student, or invited to be."""

    name: str
    email: str
    word: str
    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class Pupil:
    """One student of the class."""

    id: uuid.UUID
    name: str
    grade: str
    signs_in: str
    """How, in words: with a username, an e-mail, a card, or not yet."""
    adults: tuple[Adult, ...]


def class_for(actor: Actor, class_id: uuid.UUID) -> ClassGroup | None:
    """Return one of the classes the actor may open."""
    return ClassGroup.objects.visible_to(actor).select_related("school").filter(pk=class_id).first()


def teachers_of(class_group: ClassGroup) -> list[StaffMember]:
    """Return who teaches the class now, by name."""
    teaching = Enrolment.objects.filter(class_group=class_group, ended_at=None)
    staff = StaffMember.objects.active().filter(pk__in=teaching.values("staff"))
    return list(staff.order_by("sort_name", "pk"))


def may_see_family(actor: Actor) -> bool:
    """Tell whether the actor reads the names and addresses of a class's family members."""
    powers = (Power.INVITE_FAMILIES, Power.MANAGE_CLASS_CONNECTIONS, Power.SEE_FAMILIES)
    return any(may(actor, power) for power in powers)


def pupils_of(actor: Actor, class_group: ClassGroup) -> list[Pupil]:
    """Return the active students of the class by name, in four queries however many there are."""
    enrolled = Enrolment.objects.filter(class_group=class_group, ended_at=None)
    students = list(
        Student.objects.active()
        .filter(pk__in=enrolled.values("student"))
        .select_related("user")
        .order_by("sort_name", "pk")
    )
    grades = _grades(class_group, students)
    cards = set(
        SignInCard.objects.valid().filter(student__in=students).values_list("student_id", flat=True)
    )
    adults = _adults(actor, class_group)
    return [
        Pupil(
            id=student.pk,
            name=str(student),
            grade=grades.get(student.pk, ""),
            signs_in=_signs_in(student, has_card=student.pk in cards),
            adults=tuple(adults[student.pk]),
        )
        for student in students
    ]


def _grades(class_group: ClassGroup, students: list[Student]) -> dict[uuid.UUID, str]:
    here = SchoolMembership.objects.filter(
        school=class_group.school_id, student__in=students, ended_at=None
    )
    return {row.student_id: words(row.grade, row.raw_grade) for row in here}


def _signs_in(student: Student, *, has_card: bool) -> str:
    user = student.user
    if user is None:
        return _("No account yet")
    _district, _colon, username = (user.username or "").partition(":")
    ways = [
        _("Username %(username)s") % {"username": username} if username else "",
        _("E-mail") if user.email else "",
        _("Sign-in card") if has_card else "",
    ]
    return " · ".join(way for way in ways if way)


def _adults(actor: Actor, class_group: ClassGroup) -> defaultdict[uuid.UUID, list[Adult]]:
    found: defaultdict[uuid.UUID, list[Adult]] = defaultdict(list)
    if not may_see_family(actor):
        return found
    linked = ClassAssociation.objects.visible_to(actor).open().filter(class_group=class_group)
    for row in linked.select_related("contact").order_by("contact__email_key", "pk"):
        found[row.student_id].append(_adult(row))
    return found


def _adult(row: ClassAssociation) -> Adult:
    status = Status.SENT if row.started_at is None else Status.ACTIVE
    look = LOOKS[status]
    contact = row.contact
    return Adult(
        name=f"{contact.first_name} {contact.last_name}".strip(),
        email=contact.email,
        word=str(status.label),
        kind=look.kind,
        icon=look.icon,
    )
