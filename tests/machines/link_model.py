"""The one link of a portfolio in plain Python: what the machine compares the product with.

It counts in days, as a person does: what day is it where the district is, and is that past the last
one? The product compares instants.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
SHARERS = {"student", "teacher"}


def ten_months_after(day: date) -> date:
    """Return the same day ten months on, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + 10, 12)
    days = [date(year, month + 1, 1) + n * A_DAY for n in range(31)]
    return max(one for one in days if one.month == month + 1 and one.day <= day.day)


@dataclass
class Link:
    """A link that was made, and every last day it was promised, in the zone of that moment."""

    pk: uuid.UUID
    token: str
    promises: list[tuple[date, ZoneInfo]]
    closed: bool = False

    def expired(self, now: datetime) -> bool:
        """Tell whether every promised day is over."""
        return all(now.astimezone(zone).date() > day for day, zone in self.promises)

    def state(self, now: datetime) -> str:
        """Return the state by the link's own facts."""
        if self.closed:
            return "closed"
        return "expired" if self.expired(now) else "open"

    def last_day(self, zone: ZoneInfo) -> date:
        """Return the last day that begins, in ``zone``, while the link works."""
        near = {day + n * A_DAY for day, _ in self.promises for n in (-1, 0, 1)}
        return max(day for day in near if not self.expired(midnight(day, zone)))


@dataclass
class Sharing:
    """One portfolio: what is shut and since when, whether it is archived, and all its links."""

    zone: ZoneInfo
    shut: dict[str, datetime] = field(default_factory=dict)
    grace: timedelta = timedelta(0)
    archived: bool = False
    links: list[Link] = field(default_factory=list)

    @property
    def living(self) -> Link | None:
        """Return the link that nobody turned off; there is never more than one."""
        return next((one for one in self.links if not one.closed), None)

    @property
    def shown(self) -> Link | None:
        """Return the link that the menu is about: the living one, else the last there was."""
        return self.living or (self.links[-1] if self.links else None)

    def opens(self, now: datetime) -> bool:
        """Tell whether every gate is open; a district may be patient after a departure."""
        return all(
            gate == "student left" and now - since < self.grace for gate, since in self.shut.items()
        )

    def makes(self, who: str, now: datetime) -> bool:
        """Tell whether somebody can make a link, reset and replace it."""
        return self.opens(now) and not self.archived and self.finds(who)

    def finds(self, who: str) -> bool:
        """Tell whether somebody may open the portfolio, which holds a post.

        Nobody can without a licence. A student who has left, or whom an administrator has
        deactivated, is nobody's to teach any more, and reads only what is still in use.
        """
        if "licence" in self.shut or who not in SHARERS:
            return False
        gone = bool(self.shut.keys() & {"student left", "deactivated"})
        return not gone or (who == "student" and not self.archived)

    def answer(self, link: Link, now: datetime) -> int:
        """Return what a visitor hears who opens the page or a picture of it."""
        if link.closed or not self.opens(now):
            return 404
        return 410 if link.expired(now) else 200


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant at which ``day`` begins."""
    return datetime.combine(day, time(), tzinfo=zone)
