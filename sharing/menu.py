"""What the sharing menu shows: a value for the template, made from a link and what one may do."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from portfolios.models import Portfolio
from sharing.ending.days import SOON, days_left
from sharing.expiry import shown_day
from sharing.models import LinkState, ShareLink
from sharing.policy import Standing

BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link in the menu: closed, expired, blocked or open.

    ``url`` is there to be sent: it is empty unless the link opens and its portfolio is in use.
    """

    url: str
    state: str
    ends_on: date
    days_left: int

    @property
    def ends_soon(self) -> bool:
        """Tell whether it is time to think of its end."""
        return 0 <= self.days_left <= SOON


def link_view(
    portfolio: Portfolio, link: ShareLink | None, may: Standing, at: datetime
) -> LinkView | None:
    """Return what the menu says of ``link`` to somebody with the standing ``may``."""
    if link is None:
        return None
    state = _state(link, opens=may.opens, at=at)
    return LinkView(
        url=(address_of(link) or "") if state == LinkState.OPEN and may.can_make else "",
        state=state,
        ends_on=shown_day(link.expires_at, portfolio.district.zone),
        days_left=days_left(link.expires_at, at, portfolio.district.zone),
    )


def address_of(link: ShareLink) -> str | None:
    """Return the public address of a link; None when its key has been dropped."""
    token = link.token
    return token and settings.BASE_URL + reverse("public:page", kwargs={"token": token})


def addresses_in_menu(portfolio_id: uuid.UUID) -> dict[str, str]:
    """Return the menu's addresses, named as its template names them."""
    doors = {
        "reset_url": "reset",
        "renew_url": "renew",
        "close_url": "turn_off",
        "qr_url": "qr",
        "qr_png_url": "qr_png",
    }
    return {
        name: reverse(f"sharing:{door}", kwargs={"portfolio": portfolio_id})
        for name, door in doors.items()
    }


def _state(link: ShareLink, *, opens: bool, at: datetime) -> str:
    """Return the first that is true; a link whose key has been dropped is closed."""
    state = link.state(at) if link.token else LinkState.CLOSED
    return BLOCKED if state is LinkState.OPEN and not opens else state.value
