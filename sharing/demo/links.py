"""Share links in every state: open, ending, expired, turned off, and work nobody has shared yet."""

from datetime import timedelta

from districts.actor import Actor
from portfolios.models import Portfolio
from sharing import actions
from sharing.demo.founding import Founded

LONG_AGO = timedelta(days=320)
ENDING_SOON = timedelta(days=290)
RECENTLY = timedelta(days=9)

OPEN = ("jonah", "felix", "noor", "amara", "kai", "elodie", "ravi", "other-student")
ENDING = ("amara", "noor", "other-student")
"""Open as well, with two weeks to go: their owners and teachers are told."""
EXPIRED = ("ingrid",)
TURNED_OFF = ("lucia",)


def share(founded: Founded, shelf: dict[str, tuple[Actor, Portfolio]]) -> None:
    """Press Share as those students did, when they did."""
    for who, (student, portfolio) in shelf.items():
        if who in OPEN or who in EXPIRED or who in TURNED_OFF:
            at = founded.now - _since(who)
            actions.open_menu(portfolio_id=portfolio.pk, by=student, at=at)
        if who in TURNED_OFF:
            actions.turn_off(portfolio_id=portfolio.pk, by=student, at=founded.now)


def _since(who: str) -> timedelta:
    """Return how long ago somebody pressed Share."""
    if who in EXPIRED:
        return LONG_AGO
    return ENDING_SOON if who in ENDING else RECENTLY
