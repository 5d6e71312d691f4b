"""Whoever sees many children's work signs in with two steps, from their very next request on.

A role that asks for it counts whether it is the one in use or not: the account is what somebody
else would get into.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from districts.acting import actors
from districts.models import User
from districts.signing_in.factors import has_factor, must_have_one
from spacesedu.lib import access

# One's own account, where the second factor is set up, and the words on the page.
FREE = ("account_", "mfa_", "usersessions_", "socialaccount_")
FREE_NAMES = {"set_language"}


class SecondFactorMiddleware:
    """Leads whoever still needs a second factor to the page where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the question is asked once the view is known."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: list[object],  # noqa: ARG002 -- Django's signature
        kwargs: dict[str, object],  # noqa: ARG002
    ) -> HttpResponseBase | None:
        """Open public pages and those of one's own account; ask before any other."""
        if not getattr(view, "login_required", True) or _is_free(request):
            return None
        if not is_missing(request):
            return None
        access.note()
        # A fragment must not be filled with a whole page.
        if request.headers.get("HX-Request") == "true":
            return HttpResponseClientRedirect("/")
        return redirect("mfa_index")


def is_missing(request: HttpRequest) -> bool:
    """Tell whether who is signed in needs a second factor and has none."""
    if not isinstance(request.user, User):
        return False
    return must_have_one(actors(request)) and not has_factor(request.user)


def _is_free(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else None
    return name is not None and (name.startswith(FREE) or name in FREE_NAMES)
