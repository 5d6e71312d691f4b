"""Add Family: an administrator asks an adult to follow one or more students."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from districts import audit
from districts.actor import Actor
from districts.models import Student
from families.actions.contacts import found_or_made
from families.actions.errors import BarredError, FamiliesOffError, NobodyChosenError
from families.actions.sending import issue, pending_of, send_again
from families.models import (
    Bar,
    FamilyContact,
    FamilyInvitation,
    InvitationState,
    Origin,
    SchoolAssociation,
)
from families.policy import can_welcome_families, families_welcome
from spacesedu.lib.addresses import Address

# Brothers and sisters typed in one after the other share one e-mail.
QUIET_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Adult:
    """Whom to invite, as typed; names and relationship are optional."""

    address: Address
    first_name: str = ""
    last_name: str = ""
    relationship: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What Add Family did: new invited students, and whether an e-mail was queued for them."""

    contact: FamilyContact
    students: tuple[Student, ...]
    mailed: bool


@transaction.atomic
def add_family(
    *,
    adult: Adult,
    student_ids: Collection[uuid.UUID],
    lift_bars: bool = False,
    by: Actor,
    at: datetime,
) -> Added:
    """Invite ``adult`` to follow the students; whoever is linked or invited already stays so.

    A known address is the same contact. One pending invitation covers all students: it is sent
    anew when its e-mail is older than a day, has bounced or expired, and otherwise already lies
    in the inbox. Nothing can be seen before that person accepts.

    Raises ``FamiliesOffError`` where families are not welcome at the school of one of them,
    ``NobodyChosenError``, and ``BarredError`` unless ``lift_bars``.
    """
    students = _chosen(student_ids, by=by)
    contact = found_or_made(district_id=by.here, address=adult.address, at=at)
    _name(contact, adult)
    _mind_bars(contact, students, lift=lift_bars, by=by, at=at)
    new = _associate(contact, students, adult.relationship, by=by, at=at)
    return Added(contact, tuple(new), mailed=bool(new) and _mail(contact, by=by, at=at))


def _chosen(student_ids: Collection[uuid.UUID], *, by: Actor) -> list[Student]:
    if not can_welcome_families(by):
        raise FamiliesOffError
    chosen = Student.objects.visible_to(by).active().filter(pk__in=student_ids)
    students = list(chosen.order_by("pk"))
    if not students:
        raise NobodyChosenError
    if chosen.exclude(families_welcome()).exists():
        raise FamiliesOffError
    return students


def _name(contact: FamilyContact, adult: Adult) -> None:
    """Fill in a name nobody knew; what a SIS or the person said stays."""
    if contact.first_name or contact.last_name:
        return
    contact.first_name, contact.last_name = adult.first_name, adult.last_name
    contact.save(update_fields=["first_name", "last_name"])


def _mind_bars(
    contact: FamilyContact, students: Collection[Student], *, lift: bool, by: Actor, at: datetime
) -> None:
    bars = Bar.objects.filter(contact=contact, student__in=students, lifted_at=None)
    found = list(bars.select_related("student").order_by("student__sort_name"))
    if found and not lift:
        raise BarredError([bar.student for bar in found])
    for bar in found:
        bar.lifted_at, bar.lifted_by_id = at, by.user_id
        bar.save(update_fields=["lifted_at", "lifted_by"])
        audit.record(
            "family.bar_lifted", by=by, at=at, district_id=contact.district_id, subject=bar
        )


def _associate(
    contact: FamilyContact,
    students: Collection[Student],
    relationship: str,
    *,
    by: Actor,
    at: datetime,
) -> list[Student]:
    open_now = SchoolAssociation.objects.open().filter(contact=contact, student__in=students)
    linked = set(open_now.values_list("student_id", flat=True))
    new = [student for student in students if student.pk not in linked]
    for student in new:
        association = SchoolAssociation.objects.create(
            district_id=contact.district_id,
            contact=contact,
            student=student,
            origin=Origin.PERSON,
            relationship=relationship,
            invited_at=at,
            invited_by_id=by.user_id,
        )
        audit.record(
            "family.invited",
            by=by,
            at=at,
            district_id=contact.district_id,
            subject=association,
            detail={"contact": str(contact.pk), "student": str(student.pk)},
        )
    return new


def _mail(contact: FamilyContact, *, by: Actor, at: datetime) -> bool:
    invitation = pending_of(contact)
    if invitation is None:
        issue(contact, by=by, at=at)
        return True
    if _lies_in_the_inbox(invitation, at):
        return False
    send_again(invitation, contact, at=at)
    return True


def _lies_in_the_inbox(invitation: FamilyInvitation, at: datetime) -> bool:
    lost = invitation.state(at) in {InvitationState.EXPIRED, InvitationState.BOUNCED}
    return not lost and at - invitation.queued_at < QUIET_FOR
