"""The door of an invitation's address: a token opens it, and the session remembers which it was."""

from families.models import PURPOSE, FamilyInvitation
from spacesedu.lib import tokens

_NO_HANDLE = b"\0" * tokens.HANDLE_BYTES


def find(token: str) -> FamilyInvitation | None:
    """Return the invitation a token opens, whatever became of it; None for any other text.

    An unknown, a forged and a malformed token cost the same query and the same MAC.
    """
    invitation = _by_handle(tokens.handle_of(token) or _NO_HANDLE)
    genuine = tokens.matches(token, PURPOSE, invitation.secret if invitation else None)
    return invitation if genuine else None


def remembered(mark: str) -> FamilyInvitation | None:
    """Return the invitation a session has opened before, by the mark that was kept there."""
    return _by_handle(bytes.fromhex(mark))


def mark_of(invitation: FamilyInvitation) -> str:
    """Return what a session keeps: the handle, which opens nothing without its MAC."""
    return bytes(invitation.handle).hex()


def _by_handle(handle: bytes) -> FamilyInvitation | None:
    rows = FamilyInvitation.objects.filter(handle=handle)
    return rows.select_related("contact__user", "district").first()
