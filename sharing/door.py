"""The one door of every public address: page, section and media ask here, on every request.

One query answers everything: whose token it is, the link's own facts, all gates, and what stands on
the cover of the portfolio. Its SQL is put together once, from the gates as they are written.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.db.models import BinaryField, Exists, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from districts.models import District, Student
from portfolios.frozen import Cover
from portfolios.models import Portfolio
from portfolios.versions import version
from sharing.models import LinkState, ShareLink
from spacesedu.lib import tokens
from spacesedu.lib.compiled import A_TIME, CompiledQuery
from spacesedu.lib.token_rows import NO_HANDLE

_LINK = ("pk", "kid", "handle", "nonce", "closed_at", "expires_at")
_NAMES = (
    *("first_name", "last_name"),
    *("preferred_first_name", "preferred_last_name", "display_name"),
)


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


def open_door(token: str, *, at: datetime) -> Opened | Closed:
    """Return what a token opens at ``at``, or how to turn the visitor away.

    An unknown, a forged and a malformed token cost the same query, the same gates and the same MAC.
    """
    found = _asked((tokens.handle_of(token) or NO_HANDLE).hex(), at)
    link = ShareLink(**dict(zip(_LINK, found[0], strict=False))) if found else None
    genuine = tokens.matches(token, ShareLink.PURPOSE, link.secret if link else None)
    if link is None or not genuine:
        return Closed.NOTHING
    gates_open, *cover = found[0][len(_LINK) :]
    if not gates_open:
        return Closed.NOTHING
    match link.state(at):
        case LinkState.OPEN:
            return _opened(link.pk, cover)
        case LinkState.EXPIRED:
            return Closed.ENDED
        case _:
            return Closed.NOTHING


def _opened(link_id: uuid.UUID, columns: Sequence[Any]) -> Opened:
    portfolio, template, title, summary, content, sections, *district, names = (
        *columns[:9],
        columns[9:],
    )
    rule, language, time_zone = district
    student = Student(district=District(public_names=rule), **dict(zip(_NAMES, names, strict=True)))
    cover = Cover(portfolio, template, title, student.public_name, summary)
    return Opened(link_id, cover, version(content, sections, cover.name), language, time_zone)


def _rows(handle: str, at: datetime) -> "QuerySet[ShareLink, Any]":
    opens = Portfolio.objects.filter(pk=OuterRef("portfolio")).open_to_url(at)
    named = Func(Value(handle), Value("hex"), function="DECODE", output_field=BinaryField())
    # With an unknown handle the oldest link is read instead, whose token it is not either: there is
    # as much to do as for a link that was closed, and the time it takes does not tell.
    known = ShareLink.objects.filter(handle=named).values("handle")[:1]
    oldest = ShareLink.objects.order_by("pk").values("handle")[:1]
    rows = ShareLink.objects.filter(handle=Coalesce(Subquery(known), Subquery(oldest)))
    rows = rows.annotate(gates_open=Exists(opens))
    return rows.values_list(
        *_LINK,
        "gates_open",
        "portfolio_id",
        "portfolio__template_id",
        "portfolio__template__name",
        "portfolio__summary_html",
        "portfolio__content_version",
        "portfolio__template__content_version",
        "district__public_names",
        "district__language",
        "district__time_zone",
        *(f"portfolio__student__{name}" for name in _NAMES),
    )


_asked = CompiledQuery(_rows, tokens.new_handle().hex(), A_TIME)
