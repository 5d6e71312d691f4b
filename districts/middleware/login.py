"""Private pages are for whoever is signed in; nobody loses what they had typed over that."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from districts.signing_in import signed_out
from districts.signing_in.typed import by_a_person, what_was_sent


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Django's, which leads to the sign-in page, but for a form that was filled in meanwhile.

    Whoever pressed Save after their session had ended reads their words again. htmx is told to
    change the page: it would put the sign-in page into the place of a list.
    """

    def handle_no_permission(  # type: ignore[override]  # Django's stubs know of one answer
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """Lead to the sign-in page; a form that was sent keeps what was typed before one's eyes."""
        htmx = bool(getattr(request, "htmx", False))
        if htmx or (by_a_person(request) and any(what_was_sent(request).values())):
            sentence = _("You are signed out. Please sign in.")
            return signed_out.answer(request, sentence, resolve_url(self.get_login_url(view_func)))
        return super().handle_no_permission(request, view_func)
