"""The quiet lines on somebody's Portfolios page: which of their links end soon."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from districts.actor import Actor
from districts.policy import Power, may
from portfolios.models import Portfolio
from portfolios.policy import finds_by_student
from sharing.ending.days import SOON, days_left
from sharing.ending.links import renewable
from sharing.expiry import shown_day


@dataclass(frozen=True, slots=True)
class EndLine:
    """One link that ends soon, for whoever may reset it."""

    title: str
    ends_on: date
    reset_url: str


def lines_for(actor: Actor, at: datetime) -> list[EndLine]:
    """Return the student's links that end soon, the first to end first.

    Teachers have the links of many: they read of them once a week, and on the page of a class.
    """
    if not may(actor, Power.SHARE_PORTFOLIOS) or finds_by_student(actor):
        return []
    # A day more than any zone can be ahead; which day is the last, the district's own zone says.
    roughly = at + timedelta(days=SOON + 2)
    own = Portfolio.objects.visible_to(actor)
    rows = renewable(at).filter(portfolio__in=own, expires_at__lte=roughly)
    links = rows.select_related("district", "portfolio__template").order_by("expires_at", "pk")
    return [
        EndLine(
            title=link.portfolio.template.name,
            ends_on=shown_day(link.expires_at, link.district.zone),
            reset_url=reverse("sharing:reset", kwargs={"portfolio": link.portfolio_id}),
        )
        for link in links
        if days_left(link.expires_at, at, link.district.zone) <= SOON and link.token
    ]
