"""Share links in every state: open, expired, turned off, and portfolios nobody has shared yet."""

from datetime import timedelta

from districts.actor import Actor
from portfolios.models import Portfolio
from sharing import actions
from sharing.demo.founding import Founded

LONG_AGO = timedelta(days=320)
RECENTLY = timedelta(days=9)

OPEN = ("jonah", "felix", "noor", "amara", "kai", "elodie", "ravi", "other-student")
EXPIRED = ("ingrid",)
TURNED_OFF = ("lucia",)


def share(founded: Founded, shelf: dict[str, tuple[Actor, Portfolio]]) -> None:
    """Press Share as those students did, when they did."""
    for who, (student, portfolio) in shelf.items():
        if who in OPEN or who in EXPIRED or who in TURNED_OFF:
            at = founded.now - (LONG_AGO if who in EXPIRED else RECENTLY)
            actions.open_menu(portfolio_id=portfolio.pk, by=student, at=at)
        if who in TURNED_OFF:
            actions.turn_off(portfolio_id=portfolio.pk, by=student, at=founded.now)
