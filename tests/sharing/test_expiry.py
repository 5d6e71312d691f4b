"""A link works for ten calendar months, to the end of the district's day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.expiry import expiry, last_day, shown_day

VANCOUVER = ZoneInfo("America/Vancouver")
ST_JOHNS = ZoneInfo("America/St_Johns")
ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)


@pytest.mark.parametrize(
    ("made_on", "last"),
    [
        (date(2026, 11, 22), date(2027, 9, 22)),
        (date(2026, 1, 31), date(2026, 11, 30)),
        (date(2026, 4, 30), date(2027, 2, 28)),
        (date(2027, 4, 29), date(2028, 2, 29)),
        (date(2027, 4, 30), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 12, 29)),
        (date(2026, 12, 31), date(2027, 10, 31)),
        (date(2026, 3, 1), date(2027, 1, 1)),
        (date(2026, 8, 31), date(2027, 6, 30)),
        (date(2096, 4, 30), date(2097, 2, 28)),
        (date(2099, 4, 30), date(2100, 2, 28)),
    ],
)
def test_ten_months_are_counted_in_the_calendar_and_clamped(made_on: date, last: date) -> None:
    assert last_day(made_on) == last


def test_a_link_made_late_in_the_evening_counts_from_the_local_day() -> None:
    made = datetime(2026, 2, 1, 5, 30, tzinfo=UTC)  # 31 January, 21:30 in Vancouver
    assert shown_day(expiry(made, VANCOUVER), VANCOUVER) == date(2026, 11, 30)
    assert shown_day(expiry(made, ZoneInfo("UTC")), ZoneInfo("UTC")) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        (VANCOUVER, datetime(2026, 12, 1, 8, 0, tzinfo=UTC)),
        (ST_JOHNS, datetime(2026, 12, 1, 3, 30, tzinfo=UTC)),
    ],
)
def test_it_works_to_the_last_second_of_the_last_local_day(zone: ZoneInfo, ends: datetime) -> None:
    assert expiry(datetime(2026, 1, 31, 12, 0, tzinfo=UTC), zone) == ends


@given(
    at=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001 -- hypothesis adds the zone
        max_value=datetime(2090, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    zone=ZONES,
)
def test_the_day_shown_is_the_last_day_it_works(at: datetime, zone: ZoneInfo) -> None:
    ends = expiry(at, zone)
    day = shown_day(ends, zone)
    assert day == last_day(at.astimezone(zone).date())
    assert (ends - timedelta(seconds=1)).astimezone(zone).date() == day
    assert ends.astimezone(zone).date() == day + timedelta(days=1)
