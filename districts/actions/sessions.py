"""Signing out elsewhere: the session's row goes, and the next request there is a stranger's."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from districts import audit
from districts.actor import Actor, System
from districts.models import User


class NotSignedInError(ValueError):
    """There is no such sign-in any more, or it is somebody else's."""


@transaction.atomic
def end_session(*, user: User, session_id: int, by: Actor | System, at: datetime) -> None:
    """End one of the account's sign-ins. Raises ``NotSignedInError``."""
    row = UserSession.objects.select_for_update().filter(user=user, pk=session_id).first()
    if row is None:
        raise NotSignedInError
    row.end()
    audit.record(
        "account.session_ended", by=by, at=at, district_id=None, subject=user, detail={"ended": 1}
    )


@transaction.atomic
def end_other_sessions(*, user: User, current_key: str, by: Actor | System, at: datetime) -> int:
    """End every sign-in of the account but the one named, and return how many there were."""
    others = UserSession.objects.select_for_update().filter(user=user)
    rows = list(others.exclude(session_key=current_key).order_by("pk"))
    for row in rows:
        row.end()
    if rows:
        detail: dict[str, object] = {"ended": len(rows)}
        audit.record(
            "account.session_ended", by=by, at=at, district_id=None, subject=user, detail=detail
        )
    return len(rows)
