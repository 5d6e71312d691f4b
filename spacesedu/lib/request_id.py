"""One id a request: in its log lines, its audit events, its answer, and on the page that failed.

Somebody who reports a failure can say it, and an operator finds every line that belongs to it. It
is made here; a client cannot choose it. Behind our own proxy, which overwrites the header, the
proxy's is taken, so that both logs say the same.
"""

import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from spacesedu.lib.visitors import knows_nobody

HEADER = "X-Request-ID"
# As long as the column of the audit log, and nothing that could break a log line.
_PLAIN = re.compile(r"[0-9A-Za-z-]{8,32}")
_BYTES = 8
# Django writes the line of a 404 when the middleware has gone; that line carries the request.
_META = "spacesedu.request_id"

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """Return the id of the request that is being answered; nothing outside of one."""
    return _current.get()


class RequestIdMiddleware:
    """Stands first: whatever the others log belongs to the request too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under an id, and say it."""
        name = _from_proxy(request) or secrets.token_hex(_BYTES)
        request.META[_META] = name
        before = _current.set(name)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(before)
        # A visitor's page says the same to everybody, in its headers, too.
        if not (request.resolver_match and knows_nobody(request.resolver_match.func)):
            response.headers[HEADER] = name
        return response


def _from_proxy(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if _PLAIN.fullmatch(given) else ""


class AddRequestId(logging.Filter):
    """Gives each log record a ``request_id``, a dash outside of requests; never drops one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Note whose line it is."""
        record.request_id = current() or _of(getattr(record, "request", None)) or "-"
        return True


def _of(request: object) -> str:
    return str(request.META.get(_META, "")) if isinstance(request, HttpRequest) else ""
