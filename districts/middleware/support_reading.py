"""Whatever Support reads under a district's grant is in that district's audit log."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from districts.acting import SESSION_KEY, current
from districts.actions.grants import note_reading
from districts.actor import Role
from spacesedu.lib import clock

READER_KEY = "reader:"
LOOKING = frozenset({"GET", "HEAD"})
SUCCESS = range(200, 300)


class SupportReadingMiddleware:
    """Notes every page that Support was shown as a district's reader, before it leaves.

    A page that cannot be noted is not shown: the error of the insert answers instead. Pages about
    one's own account, and those that visitors see too, say nothing of the district.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note it if a reader was shown something."""
        response = self.get_response(request)
        match = request.resolver_match
        if request.method in LOOKING and response.status_code in SUCCESS and _is_of_district(match):
            _note(request, match)
        return response


def _is_of_district(match: ResolverMatch | None) -> bool:
    if match is None or not getattr(match.func, "login_required", True):
        return False
    # The pages of one's own account come from a library and have no namespace.
    return bool(match.namespaces) or match.view_name == "home"


def _note(request: HttpRequest, match: ResolverMatch | None) -> None:
    # Asked first, because it costs nothing: only who has chosen that role can be in it.
    chosen = str(request.session.get(SESSION_KEY, ""))
    actor = current(request) if chosen.startswith(READER_KEY) else None
    if match is None or actor is None or actor.role is not Role.SUPPORT_READER:
        return
    ids = {name: str(value) for name, value in match.kwargs.items() if isinstance(value, uuid.UUID)}
    note_reading(view=match.view_name, ids=ids, by=actor, at=clock.now())
