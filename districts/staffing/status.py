"""How somebody on staff stands: the account, or the set-up link, as a word with an icon. Pure."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.models import SetupState, StaffInvitation, StaffMember


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is drawn: words and icon say it, the colour only repeats it."""

    label: str | Promise
    kind: str
    icon: str


ACCOUNT = Look(_("Has an account"), "good", "circle-check")
NO_ACCOUNT = Look(_("No account yet"), "", "circle-dashed")
DEACTIVATED = Look(_("Deactivated"), "warn", "user-x")
LEFT = Look(_("Left"), "", "door-open")
WAITING = Look(_("Waiting for approval"), "warn", "hourglass")

LINKS = {
    SetupState.QUEUED: Look(_("Set-up link waiting to be sent"), "note", "clock"),
    SetupState.SENT: Look(_("Set-up link sent"), "note", "mail"),
    SetupState.BOUNCED: Look(_("Set-up link bounced"), "danger", "triangle-alert"),
    SetupState.EXPIRED: Look(_("Set-up link expired"), "warn", "calendar-x"),
}


def look_of(staff: StaffMember, pending: StaffInvitation | None, at: datetime) -> Look:
    """Return how the person stands at ``at``; ``pending`` is their link, used or revoked by nobody.

    The first that holds: left, deactivated, has an account, how the link stands, no account.
    """
    if staff.left_at is not None:
        return LEFT
    if staff.deactivated_at is not None:
        return DEACTIVATED
    if staff.user_id is not None:
        return ACCOUNT
    return NO_ACCOUNT if pending is None else LINKS[pending.state(at)]


def can_get_link(staff: StaffMember) -> bool:
    """Tell whether a set-up link can go to the person: here, without an account, with an e-mail."""
    here = staff.left_at is None and staff.deactivated_at is None
    return here and staff.user_id is None and bool(staff.email)
