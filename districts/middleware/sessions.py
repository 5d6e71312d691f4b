"""Whoever is signed in stays so within the limits of their roles, asked on every request."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from districts.acting import SESSION_KEY, actors, actors_of
from districts.models import User
from districts.signing_in import sign_ins, signed_out
from districts.signing_in.session_limits import ended, limits_for
from spacesedu.lib import clock
from spacesedu.lib.visitors import knows_nobody

# Where a request keeps what is to be said to somebody whose sign-in has just ended.
_SAY = "_signed_out"


class SessionLimitsMiddleware:
    """Stands right behind AuthenticationMiddleware, in front of LoginRequiredMiddleware.

    ``request.user`` stays lazy: a page that never asks who is there touches no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a sign-in that this very request has brought begins now."""
        # Django's own middleware does the same, behind a type that knows no lazy objects.
        request.user = SimpleLazyObject(partial(_user_within_limits, request))  # type: ignore[assignment]
        response = self.get_response(request)
        if request.session.modified and isinstance(request.user, User):
            _begin_if_new(request, request.user)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[object, ...],  # noqa: ARG002 -- Django's signature
        kwargs: dict[str, object],  # noqa: ARG002
    ) -> HttpResponse | None:
        """Send away whoever was signed in for too long, before a view does anything for them."""
        if knows_nobody(view) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if request.user.is_authenticated or not hasattr(request, _SAY):
            return None
        if not getattr(view, "login_required", True):
            return None
        sentence, sign_in = getattr(request, _SAY)
        return signed_out.answer(request, sentence, sign_in)


def _user_within_limits(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    user = get_user(request)
    if not isinstance(user, User):
        return user
    # Asked for below, while the lazy object is still being made.
    request.user = user
    now = clock.now()
    _begin_if_new(request, user)
    sign_in = sign_ins.sign_in_of(request, at=now)
    roles = (actor.role for actor in actors(request))
    limits = limits_for(roles, on_shared_device=sign_in.on_shared_device)
    why = ended(sign_in, limits, now)
    if why is None:
        sign_ins.note_seen(request, sign_in, at=now)
        return user
    sign_ins.end(request)
    said = (signed_out.sentence_for(why, limits), signed_out.sign_in_page(user))
    setattr(request, _SAY, said)
    return request.user


def _begin_if_new(request: HttpRequest, user: User) -> None:
    if sign_ins.has_begun(request.session):
        return
    held, shared = actors_of(user), sign_ins.on_shared_device(request.session)
    limits = limits_for((actor.role for actor in held), on_shared_device=shared)
    sign_ins.begin(request.session, limits, at=clock.now())
    if held:
        request.session.setdefault(SESSION_KEY, held[0].key)
