"""The one door of every public address: page, section and media ask here, on every request."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import Exists, OuterRef, QuerySet

from portfolios.models import Portfolio
from sharing.models import LinkState, ShareLink
from spacesedu.lib.token_rows import opened


class Closed(Enum):
    """Why a visitor is turned away. Only a genuine token whose one fault is its age hears why."""

    ENDED = 410
    NOTHING = 404


@dataclass(frozen=True, slots=True)
class Opened:
    """What the door gives to a visitor: the portfolio and the language of its district."""

    portfolio: Portfolio
    language: str


def open_door(token: str, *, at: datetime) -> Opened | Closed:
    """Return the portfolio a token opens at ``at``, or how to turn the visitor away."""
    link = opened(_rows(), token)
    if link is None or not link.gates_open:  # type: ignore[attr-defined]
        return Closed.NOTHING
    match link.state(at):
        case LinkState.OPEN:
            return Opened(link.portfolio, link.portfolio.district.language)
        case LinkState.EXPIRED:
            return Closed.ENDED
        case _:
            return Closed.NOTHING


def _rows() -> QuerySet[ShareLink]:
    open_portfolios = Portfolio.objects.filter(pk=OuterRef("portfolio")).open_to_url()
    links = ShareLink.objects.annotate(gates_open=Exists(open_portfolios))
    return links.select_related("portfolio__template", "portfolio__student", "portfolio__district")
