"""How pages of the lower apps show the Share button without knowing this app."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django import template

from districts.actor import Actor
from portfolios.models import Portfolio
from sharing.ending.lines import EndLine, lines_for
from sharing.policy import NOTHING, Standing, showing, standings
from spacesedu.lib import clock

register = template.Library()


@register.simple_tag
def share_button(portfolio: Portfolio, actor: Actor) -> Standing:
    """Return what ``actor`` may do with the portfolio's link; ``shows_button`` decides."""
    return standings(actor, [portfolio.pk], clock.now()).get(portfolio.pk, NOTHING)


@register.simple_tag
def share_buttons(opened: Iterable[uuid.UUID], actor: Actor) -> set[uuid.UUID]:
    """Return those of the portfolios on ``actor``'s page whose Share button shows, in one query."""
    return showing(actor, opened, clock.now())


@register.simple_tag
def links_that_end(actor: Actor, now: datetime) -> list[EndLine]:
    """Return the links of ``actor``'s own work that end soon, in one query."""
    return lines_for(actor, now)
