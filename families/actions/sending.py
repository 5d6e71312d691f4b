"""Making an invitation and queueing its e-mail; what every action that invites shares."""

from datetime import datetime, timedelta

from districts import outbox
from districts.actor import Actor
from families.models import VALID_FOR, FamilyContact, FamilyInvitation

MAIL = "family_invitation"
"""The purpose of its e-mails, and the beginning of their dedupe keys."""
SENDS_A_DAY = 3


def pending_of(contact: FamilyContact) -> FamilyInvitation | None:
    """Return the contact's pending invitation, expired and bounced ones included."""
    return FamilyInvitation.objects.pending().filter(contact=contact).first()


def issue(contact: FamilyContact, *, by: Actor, at: datetime) -> FamilyInvitation:
    """Make the contact's invitation and queue its first e-mail."""
    invitation = FamilyInvitation.objects.create(
        district_id=contact.district_id,
        contact=contact,
        queued_at=at,
        queued_by_id=by.user_id,
        expires_at=at + VALID_FOR,
    )
    _queue(invitation, contact, key=f"{MAIL}:{invitation.pk}", at=at)
    return invitation


def send_again(invitation: FamilyInvitation, contact: FamilyContact, *, at: datetime) -> None:
    """Queue the invitation once more under the same link; its 30 days start anew.

    An e-mail that is still waiting to be sent is hurried instead of getting a twin.
    """
    invitation.queued_at, invitation.expires_at = at, at + VALID_FOR
    invitation.sent_at = invitation.bounced_at = None
    invitation.save(update_fields=["queued_at", "expires_at", "sent_at", "bounced_at"])
    if not outbox.hurry(MAIL, invitation.pk, at=at):
        _queue(invitation, contact, key=f"{MAIL}:{invitation.pk}:{at.isoformat()}", at=at)


def sends_within_a_day(invitation: FamilyInvitation, at: datetime) -> int:
    """Return how many e-mails of this invitation were queued in the last 24 hours."""
    return outbox.queued_since(MAIL, invitation.pk, since=at - timedelta(days=1))


def _queue(invitation: FamilyInvitation, contact: FamilyContact, *, key: str, at: datetime) -> None:
    outbox.enqueue(
        purpose=MAIL,
        subject_id=invitation.pk,
        recipient=contact.email,
        dedupe_key=key,
        district_id=contact.district_id,
        at=at,
    )
