"""How often a page was opened: counted honestly, and nothing else is known of who opened it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client

from districts.models import District
from sharing import counts
from sharing.models import LinkOpens, ShareLink
from sharing.tasks import write_down_opens
from spacesedu.lib import clock, valkey
from tests import factories as make
from tests.sharing import gates
from tests.sharing.paths import public_path
from tests.world import World


@pytest.fixture
def path(world: World) -> str:
    """The public address below the host."""
    return public_path(world.link)


def opens(link: ShareLink) -> int:
    write_down_opens()
    return counts.opens_this_month(link, clock.now())


def test_each_opening_counts_once_from_the_page_kept_or_drawn(world: World, path: str) -> None:
    for _ in range(3):
        Client().get(path)

    assert opens(world.link) == 3
    assert opens(world.link) == 3
    Client().get(path)
    assert opens(world.link) == 4


def test_pictures_refusals_and_looking_without_reading_count_nothing(
    world: World, path: str
) -> None:
    Client().head(path)
    Client().post(path)
    Client().get(f"{path}media/{world.photo.pk}/640.webp").getvalue()
    Client().get(f"{path}?page=99")
    gates.close(world, "district")
    Client().get(path)

    assert opens(world.link) == 0
    assert counts.last_opened(world.link) is None


@pytest.mark.parametrize("then", ["{section}/", "?page=1", "?lang=es"])
def test_going_on_to_a_section_or_language_counts_nothing_more(
    world: World, path: str, then: str
) -> None:
    Client().get(path)
    write_down_opens()
    for _ in range(2):
        Client().get(path + then.format(section=world.sections[0].pk))

    assert opens(world.link) == 1


@pytest.mark.parametrize("sent_on", ["{section}/", "?page=1", "?lang=es"])
def test_a_link_sent_on_from_a_section_or_in_another_language_was_opened_that_day(
    world: World, path: str, sent_on: str
) -> None:
    for _ in range(2):
        Client().get(path + sent_on.format(section=world.sections[0].pk))

    assert opens(world.link) == 1
    assert counts.last_opened(world.link) == clock.local_date(clock.now(), world.district.zone)


def test_nobody_who_opens_it_is_known_by_anything(world: World, path: str) -> None:
    agent = {"User-Agent": "Canary/1.0", "X-Forwarded-For": "203.0.113.77", "Referer": "https://x/"}
    Client(headers=agent).get(path)

    [(name, count)] = (valkey.ask(lambda kept: kept.hgetall(valkey.name("opens"))) or {}).items()

    assert name == f"{world.link.pk} {clock.local_date(clock.now(), world.district.zone)}".encode()
    assert count == b"1"
    assert {field.name for field in LinkOpens._meta.fields} == {
        *("id", "district", "link", "day", "count")
    }


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("America/Vancouver", datetime(2026, 11, 1, 7, 0, tzinfo=UTC), "2026-11-01"),
        ("America/St_Johns", datetime(2026, 11, 1, 2, 30, tzinfo=UTC), "2026-11-01"),
        ("Pacific/Auckland", datetime(2026, 10, 31, 11, 0, tzinfo=UTC), "2026-11-01"),
    ],
)
def test_a_month_begins_when_it_begins_in_the_district(
    world: World, path: str, monkeypatch: pytest.MonkeyPatch, zone: str, first: datetime, last: str
) -> None:
    District.objects.filter(pk=world.district.pk).update(time_zone=zone)
    link = ShareLink.objects.select_related("district").get(pk=world.link.pk)
    for at in (first.timestamp() - 1, first.timestamp()):
        moment = datetime.fromtimestamp(at, UTC)
        monkeypatch.setattr(clock, "now", lambda now=moment: now)
        Client().get(path)
    write_down_opens()

    assert counts.opens_this_month(link, first) == 1
    assert counts.last_opened(link) == date.fromisoformat(last)


def test_a_link_nobody_opened_has_no_last_day(world: World) -> None:
    assert counts.last_opened(world.link) is None
    assert counts.opens_this_month(world.link, clock.now()) == 0


def test_a_new_link_begins_at_nothing(world: World, path: str) -> None:
    Client().get(path)
    ShareLink.objects.filter(pk=world.link.pk).update(closed_at=world.now)
    new = make.ShareLinkFactory.create(portfolio=world.portfolio)
    Client().get(public_path(new))

    assert (opens(world.link), opens(new)) == (1, 1)


def test_what_was_counted_for_a_link_that_is_gone_is_left_out(world: World) -> None:
    link = make.ShareLinkFactory.create(portfolio=world.classmate_portfolio)
    Client().get(public_path(link))
    gone, _ = link.pk, link.delete()

    assert counts.write_down() == 0
    assert not LinkOpens.objects.filter(link=gone).exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_that_write_down_while_eight_visit_lose_none_and_count_none_twice(
    world: World, path: str
) -> None:
    def visit(_number: int) -> None:
        try:
            Client().get(path)
        finally:
            connection.close()

    def note(_number: int) -> int:
        try:
            return counts.write_down()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        visits = [pool.submit(visit, number) for number in range(40)]
        written = list(pool.map(note, range(20)))
    assert [visit.result() for visit in visits] == [None] * 40

    assert sum(written) + counts.write_down() == 40
    assert LinkOpens.objects.get(link=world.link).count == 40
