"""Administrators see every live link of their students, and turn off those that must end."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.models import AuditEvent, Feature
from sharing.exposure import listing
from sharing.exposure.listing import ORDERS
from sharing.models import ShareLink
from spacesedu.lib.clock import local_date
from tests import factories as make
from tests.portfolios import changes as c
from tests.sharing.paths import public_path
from tests.world import World

PAGE = "/district/sharing/"
OFF = f"{PAGE}off/"


def question(*links: object) -> str:
    """Return the address that asks before these links end."""
    return f"{OFF}?{urlencode({'link': links}, doseq=True)}"


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """Gold Trail's District Admin, signed in."""
    client.force_login(world.admin.user)
    return client


@pytest.fixture
def more_links(world: World) -> World:
    """Sunny's link, and those of the classmate, which ends soon, and of a student of Cedar."""
    issued = {"issued_at": world.now - timedelta(days=280)}
    make.ShareLinkFactory.create(portfolio=world.classmate_portfolio, **issued)
    make.ShareLinkFactory.create(portfolio=world.outsider_portfolio)
    today = local_date(world.now, world.district.zone)
    make.LinkOpensFactory.create(link=world.link, day=today, count=7)
    return world


def words(page: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def names(client: Client, **query: object) -> list[str]:
    """Return the students of the page, in order."""
    page = client.get(f"{PAGE}?{urlencode(query)}").text
    return re.findall(r'<th scope="row".*?<bdi>(.*?)</bdi>', unescape(page), re.DOTALL)


def test_a_district_admin_finds_the_links_of_all_schools_the_one_that_ends_first_on_top(
    admin: Client, more_links: World
) -> None:
    world = more_links
    people = [str(world.classmate), str(world.student_record), str(world.outsider)]
    assert names(admin)[0] == people[0]
    assert sorted(names(admin)) == sorted(people)
    assert "3 links work" in words(admin.get(PAGE).text)


def test_a_school_admin_finds_those_of_their_school_alone(
    client: Client, more_links: World
) -> None:
    client.force_login(more_links.principal.user)
    assert str(more_links.outsider) not in names(client)
    assert str(more_links.student_record) in names(client)


def test_a_row_says_how_often_and_when_it_was_last_opened(admin: Client, more_links: World) -> None:
    told = words(admin.get(PAGE, {"q": more_links.student_record.last_name}).text)
    assert "Opened this month 7 Last on" in told


def test_no_address_stands_on_the_page(admin: Client, more_links: World) -> None:
    links = ShareLink.objects.all()
    pages = admin.get(PAGE).text + admin.get(question(*(one.pk for one in links))).text
    for link in links:
        assert link.token
        assert link.token not in pages


@pytest.mark.parametrize("change", [{"closed_at": True}, {"expires_at": True}, {"kid": "gone"}])
def test_what_opens_nothing_any_more_is_not_listed(
    admin: Client, world: World, change: dict[str, object]
) -> None:
    world.link.issued_at = world.now - timedelta(days=9)
    for name, value in change.items():
        setattr(world.link, name, world.now if value is True else value)
    world.link.save()
    assert names(admin) == []
    assert "No live links" in admin.get(PAGE).text


def test_each_chip_holds_its_kind_and_says_how_many(admin: Client, more_links: World) -> None:
    world = more_links
    c.pause(world, school=world.cedar)
    assert names(admin, state="soon") == [str(world.classmate)]
    assert str(world.student_record) not in names(admin, state="unopened")
    assert len(names(admin, state="unopened")) == 2
    assert names(admin, state="blocked") == [str(world.outsider)]
    told = words(admin.get(PAGE).text)
    assert "All live links 3 Ending soon 1 Never opened 2 Blocked 1" in told
    assert "An administrator has paused sharing" in told


def test_the_chips_count_what_the_search_finds(admin: Client, more_links: World) -> None:
    world = more_links
    c.pause(world, school=world.cedar)
    told = words(admin.get(PAGE, {"q": world.student_record.last_name}).text)
    assert "All live links 1 Ending soon 0 Never opened 0 Blocked 0" in told
    assert "3 links work" in told
    told = words(admin.get(PAGE, {"school": str(world.cedar.pk), "state": "soon"}).text)
    assert "All live links 1 Ending soon 0 Never opened 1 Blocked 1" in told


def test_among_very_many_the_blocked_are_found_and_not_counted(
    admin: Client, more_links: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = more_links
    c.pause(world, school=world.cedar)
    monkeypatch.setattr(listing, "COUNTED_GATES", 2)
    told = words(admin.get(PAGE).text)
    assert "All live links 3 Ending soon 1 Never opened 2 Blocked Tick" in told
    assert names(admin, state="blocked") == [str(world.outsider)]


def test_links_are_found_by_school_grade_template_and_name(
    admin: Client, more_links: World
) -> None:
    world = more_links
    assert names(admin, school=world.cedar.pk) == [str(world.outsider)]
    assert names(admin, q=world.student_record.last_name) == [str(world.student_record)]
    assert names(admin, template=world.other.template.pk) == []
    assert names(admin, grade="01") == []
    assert len(names(admin, template=world.template.pk, grade="08", school=world.maple.pk)) == 2


def test_a_link_stays_listed_where_the_licence_is_taken_back(admin: Client, world: World) -> None:
    world.district.approvals.filter(feature=Feature.PORTFOLIOS).update(ended_at=world.now)
    assert names(admin, state="blocked") == [str(world.student_record)]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_is_paged_without_losing_a_link(
    admin: Client, more_links: World, order: str
) -> None:
    whole = names(admin, order=order)
    for link in ShareLink.objects.filter(district=more_links.district):
        found = names(admin, order=order, after=link.pk)
        place = whole.index(str(link.portfolio.student))
        assert found == whole[place + 1 :]


def test_most_opened_comes_first_where_that_is_asked(admin: Client, more_links: World) -> None:
    assert names(admin, order="activity")[0] == str(more_links.student_record)


def test_more_links_cost_no_more_queries(admin: Client, world: World) -> None:
    admin.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        admin.get(PAGE)
    for portfolio in (world.classmate_portfolio, world.outsider_portfolio):
        make.ShareLinkFactory.create(portfolio=portfolio)
    with CaptureQueriesContext(connection) as more:
        admin.get(PAGE)
    assert len(more) == len(few)


def test_one_link_is_turned_off_for_good_after_a_question(admin: Client, world: World) -> None:
    path = public_path(world.link)
    page = admin.get(question(world.link.pk))
    assert "This cannot be undone" in page.text
    assert Client().get(path).status_code == 200
    admin.post(OFF, {"link": world.link.pk})
    assert Client().get(path).status_code == 404
    world.link.refresh_from_db()
    assert world.link.closed_by == world.admin.user
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.subject_id) == ("share_link.turned_off", str(world.link.pk))


def test_those_ticked_are_turned_off_together(admin: Client, more_links: World) -> None:
    mine = ShareLink.objects.filter(district=more_links.district)
    ticked = list(mine.values_list("pk", flat=True))[:2]
    assert "Turn off 2 links?" in words(admin.get(question(*ticked)).text)
    page = admin.post(OFF, {"link": ticked}, follow=True)
    assert "2 links are turned off." in page.text
    assert len(names(admin)) == 1


def test_turning_off_twice_is_noted_once(admin: Client, world: World) -> None:
    for _ in range(2):
        admin.post(OFF, {"link": world.link.pk})
    assert AuditEvent.objects.filter(verb="share_link.turned_off").count() == 1


def test_nothing_ticked_leads_back_to_the_list(admin: Client, world: World) -> None:
    assert admin.get(OFF).headers["Location"] == PAGE
    assert admin.get(question("no-link")).headers["Location"] == PAGE


def test_the_links_of_another_district_are_neither_named_nor_turned_off(
    admin: Client, world: World
) -> None:
    theirs = world.other.link
    assert admin.get(question(theirs.pk)).headers["Location"] == PAGE
    admin.post(OFF, {"link": theirs.pk})
    theirs.refresh_from_db()
    assert theirs.closed_at is None


def test_a_school_admin_turns_nothing_off(client: Client, world: World) -> None:
    client.force_login(world.principal.user)
    assert "Turn off" not in client.get(PAGE).text
    assert client.post(OFF, {"link": world.link.pk}).status_code == 403
