"""Whether a set-up link still opens, and who stands before it."""

from datetime import datetime
from enum import StrEnum

from districts.actions.accounts import account_at
from districts.models import SetupState, StaffInvitation, User


class Standing(StrEnum):
    """What a set-up link is good for."""

    OPEN = "open"
    USED = "used"
    """It did its work, or the person came to an account in another way: sign in."""
    WITHDRAWN = "withdrawn"
    """Revoked; or the person was deactivated, left, or has another address now."""
    EXPIRED = "expired"


class Caller(StrEnum):
    """Who opens a set-up link, as far as it matters."""

    NEW = "new"
    """The address has no account: one can be made."""
    KNOWN = "known"
    """The address has an account: sign in first."""
    OWNER = "owner"
    """Signed in with the account it is for."""
    OTHER = "other"
    """Signed in as somebody else."""


def standing(invitation: StaffInvitation, at: datetime) -> Standing:
    """Return what the link is good for at ``at``: asked by the page, the mail and the action."""
    staff = invitation.staff
    if invitation.accepted_at is not None or staff.user_id is not None:
        return Standing.USED
    gone = staff.left_at is not None or staff.deactivated_at is not None
    moved = staff.email.casefold() != invitation.email.casefold()
    if invitation.revoked_at is not None or gone or moved:
        return Standing.WITHDRAWN
    if invitation.state(at) is SetupState.EXPIRED:
        return Standing.EXPIRED
    return Standing.OPEN


def caller(invitation: StaffInvitation, user: User | None) -> Caller:
    """Return who ``user`` is to the link; None is a visitor."""
    owner = account_at(invitation.email)
    if user is not None:
        return Caller.OWNER if owner == user else Caller.OTHER
    return Caller.NEW if owner is None else Caller.KNOWN
