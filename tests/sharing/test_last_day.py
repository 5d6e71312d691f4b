"""The day that the menu shows is the last on which the page opens: to the instant, everywhere."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from districts.models import District
from sharing import actions
from sharing.expiry import shown_day
from spacesedu.lib import clock
from tests.sharing.paths import public_path
from tests.world import World

INSTANT = timedelta(microseconds=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type] # year, month, day and so on


LAST_DAYS = {
    "31 August, on the Pacific": ("America/Vancouver", utc(2026, 9, 1, 6, 59), "2027-06-30", 7),
    "and a minute later, 1 September": ("America/Vancouver", utc(2026, 9, 1, 7), "2027-07-01", 7),
    "31 August, in St. John's": ("America/St_Johns", utc(2026, 9, 1, 2, 29), "2027-06-30", 2.5),
    "31 August, in Auckland": ("Pacific/Auckland", utc(2026, 8, 31, 11, 59), "2027-06-30", -12),
    "30 April, before a short February": ("America/Toronto", utc(2026, 4, 30, 16), "2027-02-28", 5),
    "30 April, before a leap day": ("America/Toronto", utc(2027, 4, 30, 16), "2028-02-29", 5),
    "29 February": ("America/Toronto", utc(2028, 2, 29, 16), "2028-12-29", 5),
    "a last day of 23 hours": ("America/Toronto", utc(2026, 5, 14, 16), "2027-03-14", 4),
    "a last day of 25 hours": ("America/Toronto", utc(2027, 1, 7, 16), "2027-11-07", 5),
    "one of 23 in Auckland": ("Pacific/Auckland", utc(2026, 11, 26), "2027-09-26", -13),
    "one of 25 in Auckland": ("Pacific/Auckland", utc(2026, 6, 4), "2027-04-04", -12),
    "a day after which midnight is left out": (
        *("America/Havana", utc(2026, 5, 13, 16), "2027-03-13", 5),
    ),
    "a day after which midnight comes twice": (
        *("America/Havana", utc(2027, 1, 6, 16), "2027-11-06", 4),
    ),
}
"""When it is made; the last day; how many hours after midnight in UTC the day after begins."""


@pytest.mark.parametrize("when", LAST_DAYS)
def test_the_page_opens_through_the_last_day_and_no_longer(
    world: World, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    zone, made_at, last, hours = LAST_DAYS[when]
    District.objects.filter(pk=world.district.pk).update(time_zone=zone)
    link = actions.new_link(portfolio_id=world.portfolio.pk, by=world.student.actor, at=made_at)
    ends = datetime.fromisoformat(f"{last}T00:00Z") + timedelta(days=1, hours=hours)

    answers = []
    for at in (made_at, ends - INSTANT, ends, ends + timedelta(hours=1)):
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        answers.append(Client().get(public_path(link)).status_code)

    assert answers == [200, 200, 410, 410]
    assert (link.expires_at, str(shown_day(link.expires_at, link.district.zone))) == (ends, last)
