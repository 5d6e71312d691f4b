"""How long a link lasts: ten calendar months, counted in the district's days.

A link made on 31 January works until 30 November, to the end of that day where the district is:
30 April gives 28 or 29 February. Counting in UTC instead would be wrong by up to three days near
the ends of months.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MONTHS = 10


def last_day(made_on: date) -> date:
    """Return the last day of a link made on ``made_on``, clamped to the month's end."""
    months = made_on.month - 1 + MONTHS
    year, month = made_on.year + months // 12, months % 12 + 1
    return date(year, month, min(made_on.day, monthrange(year, month)[1]))


def expiry(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant (UTC) at which a link made or reset at ``at`` no longer opens."""
    last = last_day(at.astimezone(zone).date())
    following = datetime.combine(last + timedelta(days=1), datetime.min.time(), tzinfo=zone)
    return following.astimezone(UTC)


def shown_day(expires_at: datetime, zone: ZoneInfo) -> date:
    """Return the last local day on which the link works: the day the menu shows."""
    return (expires_at - timedelta(microseconds=1)).astimezone(zone).date()
