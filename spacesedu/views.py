"""The front door, and the pages shown when something does not go through."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from districts.acting import current, signed_in
from districts.language import speak_to
from districts.models import User
from districts.signing_in.signed_out import page_asked_for
from districts.signing_in.typed import from_own_page, what_was_sent
from spacesedu.home import home_of, home_without_role
from spacesedu.lib import request_id


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the home of the role in use; students, families and teachers come for portfolios.

    An account without any role is told so, with the way out in the frame: 403.
    """
    actor = current(request)
    if actor is None:
        return render(request, "home.html", home_without_role(str(request.user)), status=403)
    return render(request, "home.html", home_of(actor, str(request.user)))


# A visitor's choice on a sign-in page, kept in a cookie of this browser. Whoever is signed in has
# a language of their own, and a public page asks neither.
set_language = login_not_required(require_POST(i18n.set_language))


def csrf_failure(
    request: HttpRequest,
    reason: str = "",  # noqa: ARG001 -- words for developers
) -> HttpResponse:
    """Say in plain words that the form is out of date; nothing was changed, nor is it lost."""
    if getattr(request, "htmx", False):
        messages.warning(request, _("This page was out of date. Please try again."))
        fresh = HttpResponseClientRefresh()
        fresh.status_code = 403
        return fresh
    sent = what_was_sent(request) if from_own_page(request) else {}
    if any(sent.values()):
        context = sent | {"page_url": page_asked_for(request)}
        return render(request, "errors/out_of_date.html", context, status=403)
    return _said(request, "errors/csrf.html", 403)


def bad_request(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django's signature
) -> HttpResponse:
    """400."""
    return _said(request, "errors/400.html", 400)


def forbidden(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django's signature
) -> HttpResponse:
    """403."""
    return _said(request, "errors/403.html", 403)


def not_found(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django's signature
) -> HttpResponse:
    """404."""
    return _said(request, "errors/404.html", 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: a throttle of the front door."""
    return _said(request, "errors/429.html", 429)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- nothing is asked of it
    """500: no context processor runs, for any of them may be what failed."""
    said = {"request_id": request_id.current()}
    return HttpResponse(render_to_string("errors/500.html", said), status=500)


def _said(request: HttpRequest, page: str, status: int) -> HttpResponse:
    """Say it in the frame to whoever is signed in, and on a page by itself to everybody else."""
    reader = _reader(request)
    if reader is None:
        return render(request, page, status=status)
    # Where no view was found, nobody has asked yet who is reading.
    speak_to(reader, current(request))
    return render(request, "errors/framed.html", {"page": page}, status=status)


def _reader(request: HttpRequest) -> User | None:
    """Return who is signed in, unless the address is one that visitors come to as well.

    Such an address answers everybody alike, so that its page tells nothing about a link or a card.
    A request may also have failed before anybody could be asked for.
    """
    match = request.resolver_match
    if match is not None and not getattr(match.func, "login_required", True):
        return None
    asked_for = settings.SESSION_COOKIE_NAME in request.COOKIES and hasattr(request, "user")
    return signed_in(request) if asked_for else None
