"""The share links of a school as a file: every live one, noted, after "Is it you?"."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client

from districts.models import AuditEvent
from sharing.expiry import shown_day
from sharing.menu import address_of
from sharing.models import ShareLink
from tests import factories as make
from tests.districts import factors
from tests.portfolios import changes as c
from tests.world import PASSWORD, World

FILE = "/district/sharing/links.csv"


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """Gold Trail's District Admin, signed in."""
    client.force_login(world.admin.user)
    return client


def download(client: Client, **asked: object) -> list[list[str]]:
    """Return the rows of the file without its head."""
    answer = client.post(FILE, asked)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.streaming
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_a_row_holds_what_a_school_needs_to_send_a_link_on(admin: Client, world: World) -> None:
    [row] = download(admin)
    sunny = world.student_record
    assert row == [
        sunny.student_number,
        str(sunny),
        str(world.maple),
        "Grade 8",
        world.template.name,
        address_of(world.link),
        shown_day(world.link.expires_at, world.district.zone).isoformat(),
        "Open",
    ]


def test_a_blocked_link_is_there_and_says_so(admin: Client, world: World) -> None:
    c.pause(world)
    [row] = download(admin)
    assert row[-1] == "Blocked"


def test_the_file_of_a_school_holds_its_students_alone_and_makes_no_link(
    admin: Client, world: World
) -> None:
    make.ShareLinkFactory.create(portfolio=world.outsider_portfolio)
    held = ShareLink.objects.count()
    [row] = download(admin, school=world.cedar.pk)
    assert row[1] == str(world.outsider)
    assert ShareLink.objects.count() == held
    event = AuditEvent.objects.latest("id")
    assert event.verb == "share_links.downloaded"
    assert (event.subject_id, event.detail) == (str(world.cedar.pk), {"links": 1})


def test_a_school_admin_takes_the_links_of_their_school(client: Client, world: World) -> None:
    make.ShareLinkFactory.create(portfolio=world.outsider_portfolio)
    client.force_login(world.principal.user)
    assert [row[1] for row in download(client)] == [str(world.student_record)]
    assert download(client, school=world.cedar.pk) == []


def test_what_has_ended_stays_out(admin: Client, world: World) -> None:
    world.link.issued_at = world.now - timedelta(days=2)
    world.link.expires_at = world.now - timedelta(days=1)
    world.link.save()
    assert download(admin) == []


def test_a_large_file_is_read_in_pieces_by_name_and_misses_nobody(
    admin: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sharing.exposure.file.AT_ONCE", 2)
    for portfolio in (world.classmate_portfolio, world.outsider_portfolio):
        make.ShareLinkFactory.create(portfolio=portfolio)
    found = [row[1] for row in download(admin)]
    by_name = (world.student_record, world.classmate, world.outsider)
    assert found == [str(one) for one in sorted(by_name, key=lambda one: one.sort_name)]


def test_a_name_that_could_be_a_formula_is_harmless(admin: Client, world: World) -> None:
    world.template.name = "=cmd()"
    world.template.save()
    [row] = download(admin)
    assert row[4] == "'=cmd()"


def test_the_file_is_kept_by_nobody_on_the_way(admin: Client, world: World) -> None:
    assert "no-store" in admin.post(FILE)["Cache-Control"]


def test_somebody_who_left_the_screen_alone_is_asked_first_and_comes_back_to_the_button(
    admin: Client, world: World
) -> None:
    factors.an_hour_passes(admin)
    asked = admin.post(FILE, {"school": str(world.maple.pk)})
    assert asked.status_code == 302
    answer = admin.post(asked["Location"], {"password": PASSWORD})
    assert answer["Location"] == f"/district/sharing/?school={world.maple.pk}#download"
    page = admin.get("/district/sharing/").content.decode()
    assert 'id="download"' in page
    assert "Thank you. You can download it now." in page
    assert not AuditEvent.objects.filter(verb="share_links.downloaded").exists()
    assert len(download(admin)) == 1
