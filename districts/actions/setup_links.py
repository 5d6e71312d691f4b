"""Set-up links: sending them when an administrator says so, again, and taking them back."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from districts import audit, outbox
from districts.actions.staff_errors import (
    HasAccountError,
    NoAddressError,
    NotOnStaffError,
    NotYoursToGiveError,
    StaffError,
    TooManySendsError,
)
from districts.actions.staff_ground import begin, member, members, must_give_all, user_id_of
from districts.actor import Actor, System
from districts.models import StaffInvitation, StaffMember
from districts.models.setup import VALID_FOR
from districts.outbox import Outcome
from districts.staffing.grantable import gifts_of

MAIL = "staff_setup"
"""The purpose of its e-mails, and the beginning of their dedupe keys."""
SENDS_A_DAY = 3


@dataclass(frozen=True, slots=True)
class Sent:
    """How many of the ticked people get a link now, and how many cannot get one."""

    sent: int
    left_out: int


@transaction.atomic
def send_link(*, staff_id: uuid.UUID, by: Actor, at: datetime) -> StaffInvitation:
    """Send a set-up link to somebody without an account, or send theirs again.

    The link stays the same, for people open the older mail; its 30 days start anew.
    Raises ``StaffMember.DoesNotExist`` for somebody ``by`` does not see, ``NotYoursToGiveError``,
    ``HasAccountError``, ``NotOnStaffError``, ``NoAddressError`` and ``TooManySendsError``.
    """
    _begin(by)
    return put_on_its_way(member(staff_id, by=by), by=by, at=at)


@transaction.atomic
def send_links(*, staff_ids: Collection[uuid.UUID], by: Actor, at: datetime) -> Sent:
    """Send set-up links to many; whoever cannot get one is left out, the others get theirs."""
    _begin(by)
    sent = 0
    for staff in members(staff_ids, by=by):
        try:
            put_on_its_way(staff, by=by, at=at, alone=False)
        except StaffError:
            continue
        sent += 1
    outbox.wake_sweep()
    return Sent(sent, left_out=len(set(staff_ids)) - sent)


@transaction.atomic
def cancel_link(*, staff_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """Take a set-up link back; its page says so. Cancelling twice is cancelling once.

    Raises ``StaffMember.DoesNotExist``, and ``NotYoursToGiveError`` where the person holds a role
    that ``by`` could not give.
    """
    _begin(by)
    staff = member(staff_id, by=by)
    must_give_all(staff, by=by)
    revoke_pending(staff, by=by, at=at)


def note_outcome(invitation_id: uuid.UUID, outcome: Outcome, *, at: datetime) -> None:
    """Note that the e-mail has left, or that its address takes none."""
    rows = StaffInvitation.objects.filter(pk=invitation_id)
    match outcome:
        case Outcome.SENT:
            rows.update(sent_at=at, bounced_at=None)
        case Outcome.DEAD:
            rows.pending().update(bounced_at=at)
        case Outcome.CANCELLED:
            pass  # whoever took the cause away has noted that already


def put_on_its_way(
    staff: StaffMember, *, by: Actor | System, at: datetime, alone: bool = True
) -> StaffInvitation:
    """Issue or renew the link of a locked staff member; raises as ``send_link`` does.

    ``alone`` as in ``outbox.enqueue``.
    """
    if staff.user_id is not None:
        raise HasAccountError
    if staff.left_at is not None or staff.deactivated_at is not None:
        raise NotOnStaffError
    if not staff.email:
        raise NoAddressError
    if _sends_within_a_day(staff, at) >= SENDS_A_DAY:
        raise TooManySendsError
    pending = pending_of(staff)
    if pending is not None and not _still_leads_there(pending, staff):
        revoke_pending(staff, by=by, at=at)
        pending = None
    verb = "staff.link_sent" if pending is None else "staff.link_resent"
    invitation = _issued(staff, by=by, at=at) if pending is None else _renewed(pending, at=at)
    _queue(invitation, at=at, alone=alone)
    audit.record(verb, by=by, at=at, district_id=staff.district_id, subject=invitation)
    return invitation


def pending_of(staff: StaffMember) -> StaffInvitation | None:
    """Return the person's link that nobody has used or revoked; it may have expired."""
    return StaffInvitation.objects.pending().filter(staff=staff).first()


def revoke_pending(staff: StaffMember, *, by: Actor | System, at: datetime) -> None:
    """End the person's pending link, if there is one."""
    invitation = pending_of(staff)
    if invitation is None:
        return
    invitation.revoked_at, invitation.revoked_by_id = at, user_id_of(by)
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    audit.record(
        "staff.link_cancelled", by=by, at=at, district_id=staff.district_id, subject=invitation
    )


def _begin(by: Actor) -> None:
    begin(by.here, by=by)
    if not gifts_of(by):
        raise NotYoursToGiveError


def _still_leads_there(pending: StaffInvitation, staff: StaffMember) -> bool:
    """Tell whether the link is for the address the person has now, under a key still in use."""
    known_key = pending.token is not None
    return known_key and pending.email.casefold() == staff.email.casefold()


def _sends_within_a_day(staff: StaffMember, at: datetime) -> int:
    """Count over all of the person's links: cancelling one is no way to send a fourth e-mail."""
    links = StaffInvitation.objects.filter(staff=staff).values_list("pk", flat=True)
    since = at - timedelta(days=1)
    return sum(outbox.queued_since(MAIL, link, since=since) for link in links)


def _issued(staff: StaffMember, *, by: Actor | System, at: datetime) -> StaffInvitation:
    return StaffInvitation.objects.create(
        district_id=staff.district_id,
        staff=staff,
        email=staff.email,
        queued_at=at,
        queued_by_id=user_id_of(by),
        expires_at=at + VALID_FOR,
    )


def _renewed(invitation: StaffInvitation, *, at: datetime) -> StaffInvitation:
    invitation.queued_at, invitation.expires_at = at, at + VALID_FOR
    invitation.sent_at = invitation.bounced_at = None
    invitation.save(update_fields=["queued_at", "expires_at", "sent_at", "bounced_at"])
    return invitation


def _queue(invitation: StaffInvitation, *, at: datetime, alone: bool) -> None:
    """Queue its e-mail; one that still waits is hurried instead of getting a twin."""
    if outbox.hurry(MAIL, invitation.pk, at=at, alone=alone):
        return
    outbox.enqueue(
        purpose=MAIL,
        subject_id=invitation.pk,
        recipient=invitation.email,
        dedupe_key=f"{MAIL}:{invitation.pk}:{at.isoformat()}",
        district_id=invitation.district_id,
        at=at,
        alone=alone,
    )
