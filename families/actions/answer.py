"""What the invited person does: accept, decline, or say that it is not them."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actions.accounts import create_account
from districts.actor import Actor, Role, System
from districts.models import User
from families.actions.contacts import held
from families.actions.errors import NotAnswerableError, NotForYouError
from families.guests import barred_from, belongs_to
from families.models import (
    EndReason,
    FamilyContact,
    FamilyInvitation,
    SchoolAssociation,
)
from families.policy import Answerable, answerable, awaiting
from families.roles import KEY

BEARER = System("invitation")
"""Whoever holds the link: it was sent to one address, and nobody else is known to have it."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What somebody without an account chooses; the address is the invitation's."""

    name: str
    password: str = field(repr=False)


@transaction.atomic
def accept(
    *, invitation_id: uuid.UUID, by: User | NewAccount, at: datetime, mark: str = ""
) -> User:
    """Accept for everything the invitation still holds, and return the account.

    ``by`` is the account that is signed in, or the one to be made: the link has come by the address
    it is for, which therefore counts as verified. Associations that ended meanwhile, or that
    somebody barred, do not start. ``mark`` is that of the link, where it was seen through one.

    Raises ``NotAnswerableError``, ``NotForYouError``, and the ``AddressTakenError`` of accounts.
    """
    invitation, contact = _held(invitation_id, mark)
    why = answerable(invitation, at)
    if why is not Answerable.YES:
        raise NotAnswerableError(why)
    user = by if isinstance(by, User) else _made(contact, by, at)
    if not belongs_to(contact, user):
        raise NotForYouError
    unanswered = FamilyInvitation.objects.pending().filter(pk=invitation.pk, expires_at__gt=at)
    if not unanswered.update(accepted_at=at, accepted_by=user):
        # An import that ended it does not take the contact's lock.
        invitation.refresh_from_db()
        raise NotAnswerableError(answerable(invitation, at))
    started = awaiting(contact).exclude(student__in=barred_from(user)).update(started_at=at)
    contact.user = user
    contact.save(update_fields=["user"])
    _note("family.accepted", invitation, by=_as_family(user), at=at, associations=started)
    return user


@transaction.atomic
def decline(*, invitation_id: uuid.UUID, by: Actor | System, at: datetime, mark: str = "") -> None:
    """End the invitation and what it would have started. Raises ``NotAnswerableError``."""
    invitation, contact = _turned_down(invitation_id, at, mark)
    invitation.declined_at = at
    invitation.save(update_fields=["declined_at"])
    ended = _end_invited(contact, EndReason.DECLINED, at)
    _note("family.declined", invitation, by=by, at=at, associations=ended)


@transaction.atomic
def disown(*, invitation_id: uuid.UUID, by: Actor | System, at: datetime, mark: str = "") -> None:
    """End it because "this is not me": the Family tab shows that the address is wrong.

    Raises ``NotAnswerableError``.
    """
    invitation, contact = _turned_down(invitation_id, at, mark)
    invitation.disowned_at = at
    invitation.save(update_fields=["disowned_at"])
    ended = _end_invited(contact, EndReason.DISOWNED, at)
    _note("family.disowned", invitation, by=by, at=at, associations=ended)


@transaction.atomic
def note_opened(*, invitation_id: uuid.UUID, at: datetime) -> None:
    """Note the first opening; a mail scanner's counts like anybody's, and uses nothing up."""
    rows = FamilyInvitation.objects.pending().filter(pk=invitation_id, opened_at=None)
    rows.update(opened_at=at)


def _held(invitation_id: uuid.UUID, mark: str) -> tuple[FamilyInvitation, FamilyContact]:
    """Lock both. An address that moved while somebody looked took the invitation along."""
    contact = held(FamilyInvitation.objects.only("contact_id").get(pk=invitation_id).contact_id)
    invitation = FamilyInvitation.objects.select_for_update(no_key=True).get(pk=invitation_id)
    invitation.contact = contact
    if mark and mark != invitation.mark:
        raise NotAnswerableError(Answerable.WITHDRAWN)
    return invitation, contact


def _turned_down(
    invitation_id: uuid.UUID, at: datetime, mark: str
) -> tuple[FamilyInvitation, FamilyContact]:
    invitation, contact = _held(invitation_id, mark)
    why = answerable(invitation, at)
    if why not in {Answerable.YES, Answerable.PAUSED}:
        raise NotAnswerableError(why)
    return invitation, contact


def _made(contact: FamilyContact, account: NewAccount, at: datetime) -> User:
    return create_account(
        email=contact.email, name=account.name, password=account.password, by=BEARER, at=at
    )


def _end_invited(contact: FamilyContact, reason: EndReason, at: datetime) -> int:
    invited = SchoolAssociation.objects.open().filter(contact=contact, started_at=None)
    return invited.update(ended_at=at, end_reason=reason)


def _as_family(user: User) -> Actor:
    return Actor(key=KEY, role=Role.FAMILY, user_id=user.pk)


def _note(
    verb: str,
    invitation: FamilyInvitation,
    *,
    by: Actor | System,
    at: datetime,
    associations: int,
) -> None:
    detail: dict[str, object] = {
        "contact": str(invitation.contact_id),
        "associations": associations,
    }
    audit.record(
        verb, by=by, at=at, district_id=invitation.district_id, subject=invitation, detail=detail
    )
