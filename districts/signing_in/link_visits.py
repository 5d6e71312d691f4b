"""Somebody who came by the link of an e-mail or the code of a card, on a page without the token.

The token is taken out of the address at once: the session remembers which row it opened, by a mark
that opens nothing in anybody else's hands. The page's form carries the mark too: of two links in
two tabs the session knows the last one only, and nobody may answer for somebody else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from spacesedu.lib.token_rows import TokenRow, opened, remembered


@dataclass(frozen=True, slots=True)
class LinkVisits[Row: TokenRow]:
    """Visits to one kind of link; ``key`` is their place in the session."""

    key: str
    rows: Callable[[], QuerySet[Row]]
    remembered_for: timedelta = timedelta(minutes=30)
    """So long the page stays open on a device that somebody walks away from."""

    def opened(self, token: str) -> Row:
        """Return the row whose token this is; 404 for any other text."""
        row = opened(self.rows(), token)
        if row is None:
            raise Http404
        return row

    def begin(self, request: HttpRequest, row: Row, at: datetime) -> None:
        """Remember in the session that the link of ``row`` was opened."""
        request.session[self.key] = (row.mark, at.timestamp())

    def row(self, request: HttpRequest, at: datetime) -> Row | None:
        """Return the row the session remembers; None when it came by no link, or too long ago."""
        mark, since = request.session.get(self.key, ("", 0.0))
        fresh = at.timestamp() - since <= self.remembered_for.total_seconds()
        return remembered(self.rows(), mark) if mark and fresh else None

    def is_meant(self, request: HttpRequest, row: Row) -> bool:
        """Tell whether the form that was sent is of this row's page; say so where it is not."""
        if request.POST.get("link") == row.mark:
            return True
        messages.warning(
            request, _("Another link was opened here meanwhile. See whether this one is for you.")
        )
        return False

    def end(self, request: HttpRequest) -> None:
        """Forget the link."""
        request.session.pop(self.key, None)

    def sign_out(self, request: HttpRequest) -> None:
        """Sign out whoever is signed in, and stay at the link."""
        kept = request.session.get(self.key)
        logout(request)
        if kept is not None:
            request.session[self.key] = kept
