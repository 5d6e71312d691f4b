"""The front door, and the pages shown when something does not go through."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from districts.acting import current
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


def csrf_failure(
    request: HttpRequest,
    reason: str = "",  # noqa: ARG001 -- words for developers
) -> HttpResponse:
    """Say in plain words that the form is out of date; nothing was changed."""
    return render(request, "errors/csrf.html", status=403)


def bad_request(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django's signature
) -> HttpResponse:
    """400."""
    return render(request, "errors/400.html", status=400)


def forbidden(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django's signature
) -> HttpResponse:
    """403."""
    return render(request, "errors/403.html", status=403)


def not_found(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001 -- Django's signature
) -> HttpResponse:
    """404."""
    return render(request, "errors/404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: a throttle of the front door."""
    return render(request, "errors/429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- nothing is asked of it
    """500: no context processor runs, for any of them may be what failed."""
    said = {"request_id": request_id.current()}
    return HttpResponse(render_to_string("errors/500.html", said), status=500)
