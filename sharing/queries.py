"""What the sharing menu reads, always starting at the person."""

import uuid

from districts.actor import Actor
from portfolios.models import Portfolio, PortfolioQuerySet
from sharing.models import ShareLink


def openable(actor: Actor) -> PortfolioQuerySet:
    """Return the portfolios ``actor`` may open, with what the menu names."""
    return Portfolio.objects.visible_to(actor).select_related(
        "template", "student__district", "district"
    )


def newest_link(portfolio_id: uuid.UUID) -> ShareLink | None:
    """Return the portfolio's latest link, turned off or not."""
    return ShareLink.objects.filter(portfolio=portfolio_id).newest().first()
