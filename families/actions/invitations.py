"""What an administrator does with an invitation that was not answered: send it again, cancel it."""

import uuid
from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actor import Actor
from families.actions.contacts import held
from families.actions.errors import FamiliesOffError, NotAnswerableError, TooManySendsError
from families.actions.sending import SENDS_A_DAY, send_again, sends_within_a_day
from families.models import EndReason, FamilyContact, FamilyInvitation, SchoolAssociation
from families.policy import Answerable, answerable, still_asked


@transaction.atomic
def resend(*, invitation_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """Send it once more: the same link, for parents open the older mail, and 30 days from now.

    Raises ``FamilyInvitation.DoesNotExist`` for one ``by`` may not see, ``FamiliesOffError``,
    ``NotAnswerableError`` when it was answered or ended, ``TooManySendsError``.
    """
    invitation, contact = _held(invitation_id, by)
    why = answerable(invitation, at)
    if why is Answerable.EXPIRED:
        why = still_asked(contact)
    if why is Answerable.PAUSED:
        raise FamiliesOffError
    if why is not Answerable.YES:
        raise NotAnswerableError(why)
    if sends_within_a_day(invitation, at) >= SENDS_A_DAY:
        raise TooManySendsError
    send_again(invitation, contact, at=at)
    _note("family.invitation_resent", invitation, by=by, at=at)


@transaction.atomic
def cancel(*, invitation_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """Take the invitation back for all its students; cancelling twice changes nothing.

    Where some of the students are at schools that ``by`` has nothing to do with, only their own
    students are taken out, and the invitation lives on for the others.

    Raises ``FamilyInvitation.DoesNotExist`` for one ``by`` may not see.
    """
    invitation, contact = _held(invitation_id, by)
    if answerable(invitation, at) is Answerable.ACCEPTED:
        raise NotAnswerableError(Answerable.ACCEPTED)
    invited = SchoolAssociation.objects.open().filter(contact=contact, started_at=None)
    mine = invited.visible_to(by).values("pk")
    ended = SchoolAssociation.objects.filter(pk__in=mine).update(
        ended_at=at, ended_by_id=by.user_id, end_reason=EndReason.CANCELLED
    )
    if not invited.exists():
        FamilyInvitation.objects.pending().filter(pk=invitation.pk).update(
            revoked_at=at, revoked_by_id=by.user_id
        )
    if ended:
        _note("family.invitation_cancelled", invitation, by=by, at=at)


def _held(invitation_id: uuid.UUID, by: Actor) -> tuple[FamilyInvitation, FamilyContact]:
    mine = FamilyInvitation.objects.visible_to(by)
    contact = held(mine.only("contact_id").get(pk=invitation_id).contact_id)
    invitation = mine.select_for_update(of=("self",), no_key=True).get(pk=invitation_id)
    invitation.contact = contact
    return invitation, contact


def _note(verb: str, invitation: FamilyInvitation, *, by: Actor, at: datetime) -> None:
    detail: dict[str, object] = {"contact": str(invitation.contact_id)}
    audit.record(
        verb, by=by, at=at, district_id=invitation.district_id, subject=invitation, detail=detail
    )
