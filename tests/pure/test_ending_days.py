"""When a link's end is near: by the district's days, wherever it is and whatever its clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sharing.ending.days import days_left, digest_week, end_of_day, is_daytime, windows

VANCOUVER = ZoneInfo("America/Vancouver")
ZONES = [
    VANCOUVER,
    *map(ZoneInfo, ("America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu", "UTC")),
]
zones = some.sampled_from(ZONES)
instants = some.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone
    datetime(2031, 1, 1),  # noqa: DTZ001
    timezones=some.just(UTC),
)


def end(last_day: date, zone: ZoneInfo) -> datetime:
    """Return when a link with that last day ends."""
    after = last_day + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=zone).astimezone(UTC)


@given(at=instants, zone=zones, days=some.integers(-2, 40))
def test_a_reminder_is_due_by_the_calendar_alone(at: datetime, zone: ZoneInfo, days: int) -> None:
    ends = end(at.astimezone(zone).date() + timedelta(days=days), zone)
    due = [window.days for window in windows(at, zone) if window.after < ends <= window.until]
    assert due == ([7] if 0 <= days <= 7 else [30] if 7 < days <= 30 else [])


@given(at=instants, zone=zones, days=some.integers(0, 40))
def test_the_days_that_are_left_are_counted_from_today(
    at: datetime, zone: ZoneInfo, days: int
) -> None:
    ends = end(at.astimezone(zone).date() + timedelta(days=days), zone)
    assert days_left(ends, at, zone) == days
    assert end_of_day(days, at, zone) == ends


@pytest.mark.parametrize(
    ("zone", "at", "daytime"),
    [
        ("America/Vancouver", "2027-01-15T14:59", False),  # 06:59 in winter
        ("America/Vancouver", "2027-01-15T15:00", True),
        ("America/Vancouver", "2027-07-15T13:59", False),
        ("America/Vancouver", "2027-07-15T14:00", True),  # 07:00 in summer, an hour sooner
        ("America/Vancouver", "2027-03-14T14:00", True),  # the very day the clocks go forward
        ("America/Vancouver", "2027-11-07T14:00", False),  # … and back
        ("America/Vancouver", "2027-07-16T02:00", False),  # 19:00
        ("America/St_Johns", "2027-01-15T10:29", False),
        ("America/St_Johns", "2027-01-15T10:30", True),
        ("Pacific/Auckland", "2027-01-14T18:00", True),  # 07:00 on the 15th
        ("Pacific/Auckland", "2027-01-15T15:00", False),
    ],
)
def test_mail_is_queued_by_day(zone: str, at: str, daytime: bool) -> None:  # noqa: FBT001
    assert is_daytime(datetime.fromisoformat(at).replace(tzinfo=UTC), ZoneInfo(zone)) is daytime


@pytest.mark.parametrize(
    ("at", "week"),
    [
        ("2027-03-01T14:45", None),  # Monday, a quarter to seven
        ("2027-03-01T15:00", date(2027, 3, 1)),
        ("2027-03-02T02:45", date(2027, 3, 1)),  # still Monday in Vancouver
        ("2027-03-02T15:00", None),
    ],
)
def test_a_digest_is_mondays(at: str, week: date | None) -> None:
    assert digest_week(datetime.fromisoformat(at).replace(tzinfo=UTC), VANCOUVER) == week
