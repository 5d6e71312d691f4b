"""The door of a sign-in card: a token opens it, and the session remembers which card it was.

A card opens its student's account only while the school may: the card is valid, the student active,
and the account nothing but a pupil's. Whatever else is the case, the door does not open and does
not say why.
"""

from datetime import datetime, timedelta

from districts.models import SignInCard
from districts.models.card import PURPOSE
from districts.signing_in.school_accounts import refusals
from spacesedu.lib import tokens

REMEMBERED_FOR = timedelta(minutes=10)
"""So long the page of a scanned card stays open on a tablet that somebody walks away from."""
_NO_HANDLE = b"\0" * tokens.HANDLE_BYTES

type Mark = tuple[str, float]


def find(token: str) -> SignInCard | None:
    """Return the card whose code ``token`` is, if it opens anything; None for any other text.

    An unknown, a forged and a malformed token cost the same query and the same MAC.
    """
    card = _by_handle(tokens.handle_of(token) or _NO_HANDLE)
    genuine = tokens.matches(token, PURPOSE, card.secret if card else None)
    return card if genuine and card is not None and _opens(card) else None


def mark_of(card: SignInCard, at: datetime) -> Mark:
    """Return what a session keeps: the handle, which opens nothing without its MAC, and when."""
    return bytes(card.handle).hex(), at.timestamp()


def remembered(mark: Mark, at: datetime) -> SignInCard | None:
    """Return the card a session has scanned a moment ago, if it still opens anything."""
    handle, since = mark
    if at.timestamp() - since > REMEMBERED_FOR.total_seconds():
        return None
    card = _by_handle(bytes.fromhex(handle))
    return card if card is not None and _opens(card) else None


def _by_handle(handle: bytes) -> SignInCard | None:
    rows = SignInCard.objects.filter(handle=handle)
    return rows.select_related("student__user", "student__district").first()


def _opens(card: SignInCard) -> bool:
    student = card.student
    return card.revoked_at is None and student.user is not None and not refusals([student])
