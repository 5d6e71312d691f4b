"""What pages and mails about families are made of."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from districts.actor import Actor
from districts.models import District, School, SchoolMembership, Student, User
from families.models import ClassAssociation, FamilyContact, SchoolAssociation
from families.policy import awaiting, families_welcome
from spacesedu.lib.db import fold

CHOICES = 25


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation is about, without any child's name: the schools and how many children."""

    schools: tuple[str, ...]
    """Names of schools in order; the district's where no school of theirs has one."""
    children: int


def offer_for(contact: FamilyContact) -> Offer:
    """Return what the contact's acceptance would start."""
    students = awaiting(contact).order_by("student_id").values_list("student_id", flat=True)
    ids = list(students)
    schools = School.objects.filter(memberships__student__in=ids, memberships__ended_at=None)
    # A code says nothing to a family: a letter from "School 7474001" looks like a trap.
    names = sorted(set(schools.exclude(name="").order_by().values_list("name", flat=True)))
    return Offer(tuple(names) or (contact.district.name,), len(ids))


@dataclass(frozen=True, slots=True)
class LinkedStudent:
    """A student somebody follows as family, with the schools the student is at now."""

    student: Student
    schools: tuple[School, ...]


def linked_students(user: User) -> list[LinkedStudent]:
    """Return the students an account follows, over all districts, by name; the gates come after."""
    active = SchoolAssociation.objects.active().filter(contact__user=user)
    students = list(
        Student.objects.filter(school_associations__in=active)
        .select_related("district")
        .distinct()
        .order_by("sort_name", "id")
    )
    schools = schools_of([student.pk for student in students])
    return [LinkedStudent(student, schools.get(student.pk, ())) for student in students]


def schools_of(student_ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[School, ...]]:
    """Return the current schools of each student, by code."""
    memberships = SchoolMembership.objects.filter(student__in=student_ids, ended_at=None)
    found: dict[uuid.UUID, tuple[School, ...]] = {}
    for row in memberships.select_related("school").order_by("school__code"):
        found[row.student_id] = (*found.get(row.student_id, ()), row.school)
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """A student who can be ticked."""

    id: str
    name: str
    school: str
    chosen: bool


def students_to_choose(actor: Actor, search: str, chosen: Collection[uuid.UUID]) -> list[Choice]:
    """Return the ticked students first, then the first ones of the actor's whom the words fit.

    Students at whose schools families are not welcome cannot be chosen.
    """
    mine = Student.objects.visible_to(actor).active().filter(families_welcome())
    mine = mine.order_by("sort_name", "id")
    ticked = list(mine.filter(pk__in=chosen))
    others = mine.exclude(pk__in=chosen)
    for word in search.split():
        others = others.filter(sort_name__contains=fold(word))
    shown = [*ticked, *others[:CHOICES]]
    schools = schools_of([student.pk for student in shown])
    return [
        Choice(
            id=str(student.pk),
            name=str(student),
            school=", ".join(str(school) for school in schools.get(student.pk, ())),
            chosen=student in ticked,
        )
        for student in shown
    ]


def class_links(association: SchoolAssociation) -> list[tuple[str, str]]:
    """Return the open class associations of the same pair, as id and class."""
    pair = ClassAssociation.objects.open().filter(
        contact=association.contact_id, student=association.student_id
    )
    rows = pair.select_related("class_group").order_by("class_group__name", "id")
    return [(str(row.pk), row.class_group.name) for row in rows]


def association_for(actor: Actor, association_id: uuid.UUID) -> SchoolAssociation | None:
    """Return an open association of one of the actor's students."""
    mine = SchoolAssociation.objects.visible_to(actor).open()
    return mine.select_related("contact", "student").filter(pk=association_id).first()


def zone_of(district_id: uuid.UUID) -> ZoneInfo:
    """Return the zone the district's days are counted in."""
    return District.objects.only("time_zone").get(pk=district_id).zone
