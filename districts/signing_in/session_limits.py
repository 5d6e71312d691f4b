"""How long a sign-in lasts: limits by role, the strictest of all that an account holds. Pure.

Two clocks run: one since anything happened, one since the sign-in. What an account may do in any of
its roles decides, not the role in use: acting as a parent must not keep an administrator signed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from districts.actor import Role


@dataclass(frozen=True, slots=True)
class Limits:
    """``idle``: since the last request. ``longest``: since the sign-in, however busy.

    ``until_closed``: the cookie goes when the browser is closed.
    """

    idle: timedelta
    longest: timedelta
    until_closed: bool = False


class Ended(StrEnum):
    """Why a sign-in is over."""

    IDLE = "idle"
    LONGEST = "longest"


@dataclass(frozen=True, slots=True)
class SignIn:
    """What is known of one sign-in. ``last_seen_at`` is at most a minute behind."""

    signed_in_at: datetime
    last_seen_at: datetime
    on_shared_device: bool = False


_OFFICE = Limits(timedelta(hours=1), timedelta(hours=12))
BY_ROLE = {
    Role.SUPPORT: _OFFICE,
    Role.SUPPORT_READER: _OFFICE,
    Role.DISTRICT_ADMIN: _OFFICE,
    Role.SCHOOL_ADMIN: _OFFICE,
    Role.COUNSELLOR: _OFFICE,
    Role.TEACHER: Limits(timedelta(hours=4), timedelta(hours=24)),
    Role.STUDENT: Limits(timedelta(hours=2), timedelta(hours=12), until_closed=True),
    Role.FAMILY: Limits(timedelta(days=14), timedelta(days=30)),
}
SHARED_DEVICE = Limits(timedelta(minutes=20), timedelta(hours=2), until_closed=True)
# Whoever holds no role any more finds one page, which says so.
NO_ROLE = _OFFICE


def limits_for(roles: Iterable[Role], *, on_shared_device: bool = False) -> Limits:
    """Return the strictest limits of all roles held, each of them by itself.

    >>> limits_for([Role.FAMILY, Role.TEACHER]).idle
    datetime.timedelta(seconds=14400)
    """
    held = [BY_ROLE[role] for role in roles] or [NO_ROLE]
    if on_shared_device:
        held.append(SHARED_DEVICE)
    return Limits(
        idle=min(limits.idle for limits in held),
        longest=min(limits.longest for limits in held),
        until_closed=any(limits.until_closed for limits in held),
    )


def ended(sign_in: SignIn, limits: Limits, now: datetime) -> Ended | None:
    """Return why the sign-in is over at ``now``; None while it lasts."""
    if now - sign_in.signed_in_at >= limits.longest:
        return Ended.LONGEST
    if now - sign_in.last_seen_at >= limits.idle:
        return Ended.IDLE
    return None
