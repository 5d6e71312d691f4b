"""New since you looked: what counts as new to a reader."""

from datetime import datetime, timedelta

from districts.actor import Actor
from portfolios.actions.looks import note_look
from portfolios.models import Look, Portfolio
from portfolios.policy import follows

OFTEN = timedelta(minutes=1)
"""A look within a minute of the last one is not noted again: reading on writes nothing."""


def since(
    actor: Actor, portfolio: Portfolio, at: datetime, *, noted: bool = True
) -> datetime | None:
    """Note the look, and return from when on things are new in this visit.

    None: nothing is marked as new. That is so on the first visit, when everything would be, and
    for those of whom no looks are kept (``policy.follows``). A glance that is not ``noted`` marks
    the same things and leaves them new.
    """
    if not follows(actor):
        return None
    look = Look.objects.filter(portfolio=portfolio, user=actor.user_id).first()
    if noted and (look is None or at - look.looked_at >= OFTEN):
        look = note_look(portfolio_id=portfolio.pk, user_id=actor.user_id, at=at)
    elif look is not None:
        look.again(at)
    return look.since if look else None
