"""Looking changes nothing: a GET that writes fails, but for the exceptions listed here."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

# Tables of the request's own housekeeping.
ALWAYS = {
    "django_session": "the session's row and its expiry",
    "usersessions_usersession": "where somebody is signed in",
    "cache": "throttles of sign-in count there",
}
# (view, table): what a page notes about having been looked at.
PAGES = {
    ("mfa_view_recovery_codes", "mfa_authenticator"): "that the codes have been looked at",
    ("mfa_download_recovery_codes", "mfa_authenticator"): "that the codes have been looked at",
    **{
        ("openid_connect_callback", table): "a sign-in; its one-time state stands for the POST"
        for table in (
            *("districts_user", "districts_staffmember", "districts_student"),
            *("districts_auditevent", "account_emailaddress", "socialaccount_socialaccount"),
            *("usersessions_usersession", "districts_outboundemail"),
        )
    },
    ("families:enter", "families_familyinvitation"): "an invitation's first opening",
    **{
        (page, "portfolios_look"): "until when somebody has read"
        for page in ("portfolios:page", "portfolios:section")
    },
}
# (verb, table): what is noted of a reader, whichever page it is.
NOTES = {
    ("support.read", "districts_auditevent"): "what Support read under a district's grant",
}

WRITES = re.compile(
    r"^\s*(?:WITH\b.*?\b)?(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO|COPY|TRUNCATE)\s+"
    r"(?:ONLY\s+)?\"?(\w+)",
    re.IGNORECASE | re.DOTALL,
)


class WritingOnGetError(AssertionError):
    """A request that should only look has changed rows."""


class Middleware:
    """Watches every statement of a GET or HEAD, the other middlewares' included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under watch."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with connection.execute_wrapper(Watch(request)):
            return self.get_response(request)


class Watch:
    """Refuses statements that write."""

    def __init__(self, request: HttpRequest) -> None:
        """Watch over ``request``."""
        self.request = request

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: object,
        many: bool,  # noqa: FBT001
        context: object,
    ) -> Any:  # noqa: ANN401 -- Django's signature
        """Let the statement through if it only reads or is listed."""
        found = WRITES.match(str(sql))
        if found and not self._is_listed(found[1], params):
            raise WritingOnGetError(f"GET {self.request.path} ({self._view()}): {sql}")
        return execute(sql, params, many, context)

    def _is_listed(self, table: str, params: object) -> bool:
        given = params if isinstance(params, tuple | list) else ()
        return (
            table in ALWAYS
            or (self._view(), table) in PAGES
            or any((value, table) in NOTES for value in given if isinstance(value, str))
        )

    def _view(self) -> str:
        try:
            return resolve(self.request.path_info).view_name
        except Resolver404:
            return ""
