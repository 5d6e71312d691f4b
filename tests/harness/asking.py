"""A private page that succeeds must have asked who may see it.

Row rules and policies note that they were asked (``spacesedu.lib.access``). What the frame of the
page asks for its tabs does not count: it says nothing about the page's own rows.
"""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from spacesedu import context
from spacesedu.context import Interface
from spacesedu.lib import access

# view name: why nothing has to be asked
NOTHING_TO_ASK = {
    "home": "shows doors, each of which asks for itself",
    "accent": "a colour",
    "districts:switch_role": "chooses among the person's own roles",
    "set_language": "changes words",
}
# Pages about one's own account: allauth looks up the signed-in account's rows and no others.
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_")
SUCCESS = range(200, 300)


class NobodyAskedError(AssertionError):
    """A private page answered without any row rule or policy."""


class Middleware:
    """Stands next to the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and fail if a private page asked nothing."""
        access.reset()
        response = self.get_response(request)
        if response.status_code in SUCCESS and not access.was_asked() and _is_private(request):
            raise NobodyAskedError(f"{request.method} {request.path} asked nobody")
        return response


def _is_private(request: HttpRequest) -> bool:
    match = resolve(request.path_info)
    if match.view_name in NOTHING_TO_ASK or (match.view_name or "").startswith(OWN_ACCOUNT):
        return False
    return bool(getattr(match.func, "login_required", True))


def keep_the_frame_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the frame of a page ask without being counted."""
    frame = context.interface_of

    def apart(request: HttpRequest) -> Interface:
        asked = access.was_asked()
        drawn = frame(request)
        if not asked:
            access.reset()
        return drawn

    monkeypatch.setattr(context, "interface_of", apart)


def forget() -> None:
    """Leave no mark for the next test."""
    access.reset()
