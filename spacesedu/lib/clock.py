"""The one place where time is read. Callers read it once and pass ``now`` on."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    """Return the current instant in UTC."""
    return timezone.now()


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """Return the calendar day of ``at`` in ``zone``."""
    return at.astimezone(zone).date()


def wall_time(at: datetime, zone: ZoneInfo) -> datetime:
    """Return what the clocks in ``zone`` show at ``at``, without a zone.

    A template would turn a time that has one back into UTC.
    """
    return at.astimezone(zone).replace(tzinfo=None)
