"""How pages of the lower apps show the Share button without knowing this app."""

import uuid
from collections.abc import Iterable

from django import template

from districts.actor import Actor
from portfolios.models import Portfolio
from sharing.policy import NOTHING, Standing, standings

register = template.Library()


@register.simple_tag
def share_button(portfolio: Portfolio, actor: Actor) -> Standing:
    """Return what ``actor`` may do with the portfolio's link; ``shows_button`` decides."""
    return standings(actor, [portfolio.pk]).get(portfolio.pk, NOTHING)


@register.simple_tag
def share_buttons(portfolio_ids: Iterable[uuid.UUID], actor: Actor) -> set[uuid.UUID]:
    """Return those of the portfolios whose Share button ``actor`` sees, in one query."""
    found = standings(actor, portfolio_ids)
    return {pk for pk, standing in found.items() if standing.shows_button}
