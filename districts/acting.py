"""Who is asking: one account acts in one role at a time, computed from rows on each request.

An ended role ends with the next request; a public page that never asks costs no query.
"""

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils.module_loading import import_string

from districts.actor import Actor, System
from districts.models import User
from districts.roles import choose

SESSION_KEY = "role"
_LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})
# Where a request keeps the answer, so that rows are read once.
_ASKED = "_actors"


def actors_of(user: User) -> list[Actor]:
    """Return every role the account holds now, from each app's source in order."""
    sources = [import_string(name) for name in settings.ROLE_SOURCES]
    return [actor for source in sources for actor in source(user)]


def signed_in(request: HttpRequest) -> User | None:
    """Return the account that is signed in; None for a visitor."""
    return request.user if isinstance(request.user, User) else None


def actors(request: HttpRequest) -> list[Actor]:
    """Return all roles of the signed-in account; none for a visitor. Asked once a request."""
    held: list[Actor] | None = getattr(request, _ASKED, None)
    if held is None:
        user = signed_in(request)
        held = [] if user is None else actors_of(user)
        setattr(request, _ASKED, held)
    return held


def forget(request: HttpRequest) -> None:
    """Ask again: somebody else, or nobody, is signed in from now on."""
    if hasattr(request, _ASKED):
        delattr(request, _ASKED)


def current(request: HttpRequest) -> Actor | None:
    """Return the role in use: the one of this session if still held, else the first.

    A form acts in the role its page was drawn in, or not at all: where that role has ended, no
    other one stands in for it.
    """
    held, wanted = actors(request), request.session.get(SESSION_KEY)
    actor = choose(held, wanted)
    if actor is None or wanted in {None, actor.key}:
        return actor
    if request.method not in _LOOKING:
        return None
    take(request, actor)
    return actor


def take(request: HttpRequest, actor: Actor) -> None:
    """Act as ``actor`` from now on. Forms that stand open in other tabs are out of date with it."""
    request.session[SESSION_KEY] = actor.key
    request.session.pop(STATE_SESSION_KEY, None)
    rotate_token(request)


def whoever(request: HttpRequest) -> Actor | System:
    """Return who changes their own account; somebody whose last role has ended may still do so."""
    return current(request) or System("account without a role")


def acting(request: HttpRequest) -> Actor:
    """Return the role in use; 403 for an account that holds none any more."""
    actor = current(request)
    if actor is None:
        raise PermissionDenied
    return actor
