"""Revoke Account: an administrator ends one adult's access to one student, at once."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from districts import audit
from districts.actor import Actor
from families.actions.contacts import held
from families.actions.sending import pending_of
from families.models import (
    Bar,
    ClassAssociation,
    EndReason,
    FamilyContact,
    SchoolAssociation,
)


class Why(models.TextChoices):
    """Why access is taken back. A choice, not free text: reasons about families are sensitive."""

    LEGAL = "legal", _("A court order or custody decision")
    MISTAKE = "mistake", _("Linked by mistake")
    ASKED = "asked", _("The family asked for it")
    OTHER = "other", _("Another reason")


@dataclass(frozen=True, slots=True)
class Revocation:
    """What the dialog was answered with."""

    why: Why
    do_not_link: bool = False
    class_association_ids: Collection[uuid.UUID] = field(default_factory=tuple)


@transaction.atomic
def revoke(*, association_id: uuid.UUID, how: Revocation, by: Actor, at: datetime) -> None:
    """End the association, active or invited; a pending invitation dies with its last student.

    The next request of that adult finds nothing of the student. Doing it twice changes nothing.
    Raises ``SchoolAssociation.DoesNotExist`` for one ``by`` may not see.
    """
    mine = SchoolAssociation.objects.visible_to(by)
    contact = held(mine.only("contact_id").get(pk=association_id).contact_id)
    association = mine.select_for_update(of=("self",), no_key=True).get(pk=association_id)
    if association.ended_at is None:
        association.end(at=at, by_id=by.user_id, reason=EndReason.REVOKED)
        association.save(update_fields=["ended_at", "ended_by", "end_reason"])
        _note("family.revoked", association, how, by=by, at=at)
    if how.do_not_link:
        _bar(association, how.why, by=by, at=at)
    _end_classes(association, how.class_association_ids, by=by, at=at)
    withdraw_if_empty(contact, by=by, at=at)


def withdraw_if_empty(contact: FamilyContact, *, by: Actor, at: datetime) -> None:
    """End a pending invitation that no student is left in."""
    invitation = pending_of(contact)
    left = SchoolAssociation.objects.open().filter(contact=contact, started_at=None)
    if invitation is not None and not left.exists():
        invitation.revoked_at, invitation.revoked_by_id = at, by.user_id
        invitation.save(update_fields=["revoked_at", "revoked_by"])


def _bar(association: SchoolAssociation, why: Why, *, by: Actor, at: datetime) -> None:
    bar, made = Bar.objects.get_or_create(
        district_id=association.district_id,
        contact_id=association.contact_id,
        student_id=association.student_id,
        lifted_at=None,
        defaults={"reason": why.value, "barred_at": at, "barred_by_id": by.user_id},
    )
    if made:
        audit.record("family.barred", by=by, at=at, district_id=bar.district_id, subject=bar)


def _end_classes(
    association: SchoolAssociation, ids: Collection[uuid.UUID], *, by: Actor, at: datetime
) -> None:
    pair = ClassAssociation.objects.open().filter(
        contact=association.contact_id, student=association.student_id, pk__in=ids
    )
    for row in pair.select_for_update(no_key=True):
        row.end(at=at, by_id=by.user_id, reason=EndReason.REVOKED)
        row.save(update_fields=["ended_at", "ended_by", "end_reason"])
        audit.record(
            "family.class_link_ended", by=by, at=at, district_id=row.district_id, subject=row
        )


def _note(
    verb: str, association: SchoolAssociation, how: Revocation, *, by: Actor, at: datetime
) -> None:
    detail: dict[str, object] = {
        "contact": str(association.contact_id),
        "student": str(association.student_id),
        "why": how.why.value,
        "do_not_link": how.do_not_link,
    }
    audit.record(
        verb, by=by, at=at, district_id=association.district_id, subject=association, detail=detail
    )
