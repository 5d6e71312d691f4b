"""Whether a set-up link still opens."""

from datetime import datetime
from enum import StrEnum

from districts.models import SetupState, StaffInvitation


class Standing(StrEnum):
    """What a set-up link is good for."""

    OPEN = "open"
    USED = "used"
    """It did its work, or the person came to an account in another way: sign in."""
    WITHDRAWN = "withdrawn"
    """Revoked; or the person was deactivated, left, or has another address now."""
    EXPIRED = "expired"


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
