"""What the sharing menu shows: a value for the template, made from a link and what one may do."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from portfolios.models import Portfolio
from sharing.expiry import shown_day
from sharing.models import LinkState, ShareLink
from sharing.policy import Standing

BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link in the menu: open, expired, blocked or closed.

    ``url`` is empty unless the link is open or expired: while a gate is closed or after the end the
    menu shows its state only.
    """

    url: str
    state: str
    ends_on: date


def link_view(
    portfolio: Portfolio, link: ShareLink | None, may: Standing, at: datetime
) -> LinkView | None:
    """Return what the menu says of ``link`` to somebody with the standing ``may``."""
    if link is None:
        return None
    address = address_of(link)
    state: str = link.state(at).value if address else LinkState.CLOSED.value
    if state != LinkState.CLOSED and not may.can_make:
        state = BLOCKED
    return LinkView(
        url=(address or "") if state in {LinkState.OPEN, LinkState.EXPIRED} else "",
        state=state,
        ends_on=shown_day(link.expires_at, portfolio.district.zone),
    )


def address_of(link: ShareLink) -> str | None:
    """Return the public address of a link; None when its key has been dropped."""
    token = link.token
    return token and settings.BASE_URL + reverse("public:page", kwargs={"token": token})


def addresses_in_menu(portfolio_id: uuid.UUID) -> dict[str, str]:
    """Return the menu's form addresses, named as its template names them."""
    doors = {
        "reset_url": "reset",
        "renew_url": "renew",
        "close_url": "turn_off",
        "qr_url": "qr",
    }
    return {
        name: reverse(f"sharing:{door}", kwargs={"portfolio": portfolio_id})
        for name, door in doors.items()
    }
