"""One sign-in as the server keeps it: when it began, when somebody was last there, and where.

When it began and whether the device is shared stand in the session, which survives a new session
key; when somebody was last seen stands in a row of its own, so that of two requests at once none
writes an older session over a newer one.
"""

from datetime import UTC, datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from districts.acting import forget
from districts.signing_in.session_limits import Limits, SignIn

BEGAN = "signed_in_at"
SHARED = "on_shared_device"
# A busy page asks ten times a second; the row hears of it once a minute.
EVERY = timedelta(minutes=1)


def share_device(session: SessionBase, *, shared: bool) -> None:
    """Remember what was ticked at sign-in, in the session alone; called before it begins."""
    session[SHARED] = shared


def on_shared_device(session: SessionBase) -> bool:
    """Tell whether others use this device too."""
    return bool(session.get(SHARED, False))


def has_begun(session: SessionBase) -> bool:
    """Tell whether the clocks of this session run."""
    return BEGAN in session


def begin(session: SessionBase, limits: Limits, *, at: datetime) -> None:
    """Start the clocks, and let the cookie live as long as the sign-in may."""
    session[BEGAN] = at.timestamp()
    session.set_expiry(0 if limits.until_closed else at + limits.longest)


def sign_in_of(request: HttpRequest, *, at: datetime) -> SignIn:
    """Return the sign-in of this request; one whose key is new was last seen now."""
    row = UserSession.objects.filter(session_key=request.session.session_key).first()
    if row is None:
        UserSession.objects.create_from_request(request)
    return SignIn(
        signed_in_at=datetime.fromtimestamp(request.session[BEGAN], UTC),
        last_seen_at=at if row is None else row.last_seen_at,
        on_shared_device=on_shared_device(request.session),
    )


def note_seen(request: HttpRequest, sign_in: SignIn, *, at: datetime) -> None:
    """Write down that somebody is there, and from where, at most once a minute."""
    if at - sign_in.last_seen_at >= EVERY:
        UserSession.objects.filter(session_key=request.session.session_key).update(
            last_seen_at=at, ip=get_adapter().get_client_ip(request)
        )


def end(request: HttpRequest) -> None:
    """Sign out here and now: the session, its row in the list and the cookie go."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    forget(request)
