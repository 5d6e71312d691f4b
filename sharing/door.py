"""The one door of every public address: page, section and media ask here, on every request.

One query answers everything: whose token it is, the link's own facts, all gates, and what stands on
the cover of the portfolio. Its SQL is put together once, from the gates as they are written.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple

from django.db.models import BinaryField, Exists, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from districts.public_name import Names, PublicNames
from portfolios.frozen import Cover
from portfolios.models import Portfolio
from portfolios.versions import version
from sharing.models import LinkState, ShareLink, state_of
from spacesedu.lib import tokens
from spacesedu.lib.compiled import A_TIME, CompiledQuery
from spacesedu.lib.token_rows import NO_HANDLE


class Closed(Enum):
    """Why a visitor is turned away. Only a genuine token whose one fault is its age hears why."""

    ENDED = 410
    NOTHING = 404


@dataclass(frozen=True, slots=True)
class Opened:
    """What the door gives: the cover and its version, the district's language and time zone."""

    link_id: uuid.UUID
    cover: Cover
    version: str
    language: str
    time_zone: str


class _Row(NamedTuple):
    """A link with all that the door has to know, in the order of ``_COLUMNS``."""

    link: uuid.UUID
    kid: str
    handle: bytes
    nonce: bytes
    closed_at: datetime | None
    expires_at: datetime
    gates_open: bool
    portfolio: uuid.UUID
    template: uuid.UUID
    title: str
    summary: str
    content: int
    sections: int
    rule: str
    language: str
    time_zone: str
    first: str
    last: str
    preferred_first: str
    preferred_last: str
    display: str

    @property
    def names(self) -> Names:
        """Return the student's names."""
        preferred = self.preferred_first, self.preferred_last
        return Names(self.first, self.last, *preferred, self.display)


_COLUMNS = (
    *("pk", "kid", "handle", "nonce", "closed_at", "expires_at", "gates_open"),
    *("portfolio_id", "portfolio__template_id", "portfolio__template__name"),
    *("portfolio__summary_html", "portfolio__content_version"),
    "portfolio__template__content_version",
    *("district__public_names", "district__language", "district__time_zone"),
    *("portfolio__student__first_name", "portfolio__student__last_name"),
    "portfolio__student__preferred_first_name",
    "portfolio__student__preferred_last_name",
    "portfolio__student__display_name",
)


def open_door(token: str, *, at: datetime) -> Opened | Closed:
    """Return what a token opens at ``at``, or how to turn the visitor away.

    An unknown, a forged and a malformed token cost the same query, the same gates and the same MAC.
    """
    found = _asked((tokens.handle_of(token) or NO_HANDLE).hex(), at)
    row = _Row(*found[0]) if found else None
    secret = row and tokens.Secret(row.kid, bytes(row.handle), bytes(row.nonce))
    genuine = tokens.matches(token, ShareLink.PURPOSE, secret)
    if row is None or not genuine or not row.gates_open:
        return Closed.NOTHING
    match state_of(row.closed_at, row.expires_at, at):
        case LinkState.OPEN:
            return _opened(row)
        case LinkState.EXPIRED:
            return Closed.ENDED
        case _:
            return Closed.NOTHING


def _opened(row: _Row) -> Opened:
    name = row.names.public(PublicNames(row.rule))
    cover = Cover(row.portfolio, row.template, row.title, name, row.summary)
    stamp = version(row.content, row.sections, name)
    return Opened(row.link, cover, stamp, row.language, row.time_zone)


def _rows(handle: str, at: datetime) -> "QuerySet[ShareLink, Any]":
    opens = Portfolio.objects.filter(pk=OuterRef("portfolio")).open_to_url(at)
    named = Func(Value(handle), Value("hex"), function="DECODE", output_field=BinaryField())
    # With an unknown handle the oldest link is read instead, whose token it is not either: there is
    # as much to do as for a link that was closed, and the time it takes does not tell.
    known = ShareLink.objects.filter(handle=named).values("handle")[:1]
    oldest = ShareLink.objects.order_by("pk").values("handle")[:1]
    rows = ShareLink.objects.filter(handle=Coalesce(Subquery(known), Subquery(oldest)))
    rows = rows.annotate(gates_open=Exists(opens))
    return rows.values_list(*_COLUMNS)


_asked = CompiledQuery(_rows, tokens.new_handle().hex(), A_TIME)
