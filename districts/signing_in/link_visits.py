"""Somebody who came by the link of an e-mail or the code of a card, on a page without the token.

The token is taken out of the address at once: the session remembers which row it opened, by a mark
that opens nothing in anybody else's hands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import logout
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from spacesedu.lib import clock
from spacesedu.lib.token_rows import TokenRow, opened, remembered


@dataclass(frozen=True, slots=True)
class LinkVisits[Row: TokenRow]:
    """Visits to one kind of link; ``key`` is their place in the session."""

    key: str
    rows: Callable[[], QuerySet[Row]]
    remembered_for: timedelta | None = None
    """So long the page stays open; ``None`` for as long as the session."""

    def opened(self, token: str) -> Row:
        """Return the row whose token this is; 404 for any other text."""
        row = opened(self.rows(), token)
        if row is None:
            raise Http404
        return row

    def begin(self, request: HttpRequest, row: Row) -> None:
        """Remember in the session that the link of ``row`` was opened just now."""
        request.session[self.key] = (row.mark, clock.now().timestamp())

    def row(self, request: HttpRequest) -> Row | None:
        """Return the row the session remembers; None when it came by no link, or too long ago."""
        mark, since = request.session.get(self.key, ("", 0.0))
        if self.remembered_for is not None:
            age = clock.now().timestamp() - since
            mark = "" if age > self.remembered_for.total_seconds() else mark
        return remembered(self.rows(), mark) if mark else None

    def end(self, request: HttpRequest) -> None:
        """Forget the link."""
        request.session.pop(self.key, None)

    def sign_out(self, request: HttpRequest) -> None:
        """Sign out whoever is signed in, and stay at the link."""
        kept = request.session.get(self.key)
        logout(request)
        if kept is not None:
            request.session[self.key] = kept
