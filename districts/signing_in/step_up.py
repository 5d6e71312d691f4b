"""Asking again who it is, before something weighty: at the latest ten minutes after the last time.

Signing in counts, and so does any later proof of who one is: the password, a code, a passkey.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.internal.httpkit import serialize_request
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from spacesedu.lib import access, clock

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def step_up[**P](view: View[P]) -> View[P]:
    """Let a view be reached only by somebody who has lately shown who they are.

    A form that was sent is kept in the session and carried out once they have; one with files, or
    sent by a script, leads back to its page instead, to be sent again.

    It belongs inside, after the right: whoever may not do it at all is told so, and not asked.
    """

    @wraps(view)
    def asking(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs) if is_fresh(request) else _ask(request)

    return asking


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether the person has shown who they are within the last ten minutes."""
    if isinstance(request.user, AnonymousUser):
        return False
    records = get_authentication_records(request, request.user)
    limit: int = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return bool(records) and clock.now().timestamp() - float(records[-1]["at"]) < limit


def ask_first(request: HttpRequest, *, back: str) -> HttpResponseBase:
    """Let somebody show who they are and come back to the page ``back``; nothing is carried out.

    For whatever is answered with a file: carried out after the proof, it would leave the page that
    asked for it on the screen.
    """
    return _ask(request, back)


def _ask(request: HttpRequest, back: str = "") -> HttpResponseBase:
    access.note()
    # A form somebody did not go through with must not be carried out at another occasion.
    request.session.pop(STATE_SESSION_KEY, None)
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        # Neither password nor second factor: signing in anew is the one way to be sure.
        return _go(request, reverse("account_sign_in_again"), back or _page(request))
    if not back and request.method == "POST" and not _by_script(request) and not request.FILES:
        request.session[STATE_SESSION_KEY] = {"request": serialize_request(request)}
        return _go(request, ways[0]["url"], request.path)
    return _go(request, ways[0]["url"], back or _page(request))


def _go(request: HttpRequest, to: str, back: str) -> HttpResponseBase:
    url = f"{to}?{urlencode({REDIRECT_FIELD_NAME: back})}"
    return HttpResponseClientRedirect(url) if _by_script(request) else HttpResponseRedirect(url)


def _page(request: HttpRequest) -> str:
    """Return the page to come back to: this one, or the one a form was sent from."""
    if request.method == "GET" and not _by_script(request):
        return request.get_full_path()
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return reverse(settings.LOGIN_REDIRECT_URL)
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
