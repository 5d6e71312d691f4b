"""How far off a link's end is, counted in the district's days.

Example: a link works until 31 March. On 1 March its student is reminded, on 24 March again; on each
Monday from 2 March on, their teacher reads of it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sharing.expiry import shown_day
from spacesedu.lib.clock import local_date, wall_time

REMINDED_BEFORE = (30, 7)
"""So many days before a link's last day its student is reminded."""
SOON = max(REMINDED_BEFORE)
"""A link that has no more days than that ends soon."""
MORNING = time(7)
EVENING = time(19)
"""Between both, mail is queued: what was not in the morning, for nobody was at work, still is."""
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Window:
    """Links that end after ``after`` and not after ``until`` get the reminder of ``days``."""

    days: int
    after: datetime
    until: datetime


def days_left(expires_at: datetime, at: datetime, zone: ZoneInfo) -> int:
    """Return how many days there are from today to the last day of a link; none on the last one."""
    return (shown_day(expires_at, zone) - local_date(at, zone)).days


def end_of_day(days: int, at: datetime, zone: ZoneInfo) -> datetime:
    """Return the end of the day that is ``days`` days from today, in UTC."""
    following = local_date(at, zone) + timedelta(days=days + 1)
    return datetime.combine(following, time.min, tzinfo=zone).astimezone(UTC)


def windows(at: datetime, zone: ZoneInfo) -> list[Window]:
    """Return which ends are due today for which reminder: for each end one at most, the last.

    Where the gates open again five days before the end, that is the time to hear of it once.
    """
    begun, due = at, []
    for days in sorted(REMINDED_BEFORE):
        until = end_of_day(days, at, zone)
        due.append(Window(days, begun, until))
        begun = until
    return due


def is_daytime(at: datetime, zone: ZoneInfo) -> bool:
    """Tell whether mail may be queued now: from seven in the morning, where the district is."""
    return MORNING <= wall_time(at, zone).time() < EVENING


def digest_week(at: datetime, zone: ZoneInfo) -> date | None:
    """Return today where it is a Monday by daytime: the week whose digest is due."""
    today = local_date(at, zone)
    return today if today.weekday() == MONDAY and is_daytime(at, zone) else None
