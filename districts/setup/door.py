"""A set-up link's address: a token opens it, and the session remembers which it was."""

from districts.models import StaffInvitation
from districts.models.setup import PURPOSE
from spacesedu.lib import tokens

_NO_HANDLE = b"\0" * tokens.HANDLE_BYTES


def find(token: str) -> StaffInvitation | None:
    """Return the set-up link a token opens, whatever became of it; None for any other text.

    An unknown, a forged and a malformed token cost the same query and the same MAC.
    """
    invitation = _by_handle(tokens.handle_of(token) or _NO_HANDLE)
    genuine = tokens.matches(token, PURPOSE, invitation.secret if invitation else None)
    return invitation if genuine else None


def remembered(mark: str) -> StaffInvitation | None:
    """Return the set-up link a session has opened before, by the mark that was kept there."""
    return _by_handle(bytes.fromhex(mark))


def mark_of(invitation: StaffInvitation) -> str:
    """Return what a session keeps: the handle, which opens nothing without its MAC."""
    return bytes(invitation.handle).hex()


def _by_handle(handle: bytes) -> StaffInvitation | None:
    rows = StaffInvitation.objects.filter(handle=handle)
    return rows.select_related("staff__user", "district").first()
