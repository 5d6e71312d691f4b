"""Where an account is signed in: device in words, address, since when, last seen."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from districts.acting import actors_of
from districts.models import User
from districts.signing_in.session_limits import SignIn, ended, limits_for
from spacesedu.lib import browsers

_JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Place:
    """One sign-in. ``here`` is the one that looks; ``just_now``: seen within the last minute."""

    id: int
    device: str
    ip: str
    since: datetime
    last_seen: datetime
    here: bool
    just_now: bool


def places_of(user: User, current_key: str | None, *, at: datetime) -> list[Place]:
    """Return where the account is signed in at ``at``: here first, then the latest seen.

    A sign-in past its limits, which nobody has used since, is over: it is not listed.
    """
    limits = limits_for(actor.role for actor in actors_of(user))
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    rows = UserSession.objects.filter(Exists(alive), user=user).order_by("-last_seen_at", "-pk")
    places = [
        Place(
            id=row.pk,
            device=device(row.user_agent),
            ip=row.ip,
            since=row.created_at,
            last_seen=row.last_seen_at,
            here=row.session_key == current_key,
            just_now=at - row.last_seen_at < _JUST_NOW,
        )
        for row in rows
        if ended(SignIn(row.created_at, row.last_seen_at), limits, at) is None
    ]
    return sorted(places, key=lambda place: not place.here)


def device(user_agent: str) -> str:
    """Return browser and system in words, as far as they are known."""
    browser, system = browsers.browser(user_agent), browsers.system(user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown browser")
