"""The sharing menu in the browser: who sees what, in which state of the link."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from zxingcpp import read_barcodes

from sharing.menu import address_of
from sharing.models import ShareLink
from spacesedu.lib.clock import local_date
from tests import factories as make
from tests.portfolios import changes
from tests.sharing import gates
from tests.world import World


@pytest.fixture
def menu(world: World) -> str:
    """The menu's address."""
    return reverse("sharing:menu", kwargs={"portfolio": world.portfolio.pk})


@pytest.mark.parametrize("who", ["student", "teacher"])
def test_pressing_share_shows_the_link_and_the_day_it_ends(
    client: Client, world: World, menu: str, who: str
) -> None:
    client.force_login(getattr(world, who).user)
    html = client.post(menu, follow=True).content.decode()
    assert _address(world) in html
    for label in ("Copy Link", "Reset Expiration", "New link", "Turn off", "Works until"):
        assert label in html


def test_looking_at_the_menu_makes_no_link(client: Client, world: World, menu: str) -> None:
    ShareLink.objects.filter(portfolio=world.portfolio).delete()
    client.force_login(world.student.user)
    assert client.get(menu).status_code == 200
    assert not ShareLink.objects.filter(portfolio=world.portfolio).exists()


def test_with_script_the_same_menu_comes_as_a_part_of_the_page(
    client: Client, world: World, menu: str
) -> None:
    client.force_login(world.student.user)
    part = client.post(menu, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert _address(world) in part


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("support", 404),
        ("admin", 403),
        ("limited", 403),
        ("principal", 403),
        ("counsellor", 403),
        ("family", 403),
        ("colleague", 404),
    ],
)
def test_others_may_not_open_it(
    client: Client, world: World, menu: str, who: str, status: int
) -> None:
    client.force_login(getattr(world, who).user)
    assert client.get(menu).status_code == status
    for action in ("menu", "reset", "renew", "turn_off"):
        address = reverse(f"sharing:{action}", kwargs={"portfolio": world.portfolio.pk})
        assert client.post(address).status_code == status
    world.link.refresh_from_db()
    assert world.link.closed_at is None


@pytest.mark.parametrize("who", ["admin", "teacher", "student", "family"])
def test_the_other_district_finds_nothing_here(
    client: Client, world: World, menu: str, who: str
) -> None:
    client.force_login(getattr(world.other, who).user)
    assert client.get(menu).status_code == 404
    assert client.post(menu).status_code == 404


@pytest.mark.parametrize("gate", ["district", "grade list", "template"])
def test_behind_a_closed_gate_only_the_state_and_turn_off_are_left(
    client: Client, world: World, menu: str, gate: str
) -> None:
    gates.close(world, gate)
    client.force_login(world.student.user)
    html = client.get(menu).content.decode()
    assert "Turn off" in html
    assert _address(world) not in html
    for label in ("Copy Link", "Reset Expiration", "New link"):
        assert label not in html
    for action in ("reset", "renew"):
        address = reverse(f"sharing:{action}", kwargs={"portfolio": world.portfolio.pk})
        assert client.post(address).status_code == 403


def test_where_nothing_can_be_made_and_nothing_exists_there_is_no_menu(
    client: Client, world: World, menu: str
) -> None:
    ShareLink.objects.filter(portfolio=world.portfolio).delete()
    gates.close(world, "template")
    client.force_login(world.student.user)
    assert client.get(menu).status_code == 403
    page = client.get(reverse("portfolios:page", kwargs={"portfolio": world.portfolio.pk}))
    assert menu not in page.content.decode()


def test_an_expired_link_offers_reset_expiration_and_works_again_after_it(
    client: Client, world: World, menu: str
) -> None:
    now = timezone.now()
    ShareLink.objects.filter(pk=world.link.pk).update(
        issued_at=now - timedelta(days=400), expires_at=now - timedelta(days=1)
    )
    client.force_login(world.student.user)
    assert "This link ended on" in client.get(menu).content.decode()
    client.post(reverse("sharing:reset", kwargs={"portfolio": world.portfolio.pk}))
    client.logout()
    assert client.get("/" + _address(world).split("/", 3)[3]).status_code == 200


def test_after_turning_off_the_menu_offers_a_new_link(
    client: Client, world: World, menu: str
) -> None:
    client.force_login(world.student.user)
    off = reverse("sharing:turn_off", kwargs={"portfolio": world.portfolio.pk})
    html = client.post(off, follow=True).content.decode()
    assert "turned off" in html
    assert "New link" in html
    assert "Copy Link" not in html


def test_a_link_that_has_ended_is_not_promised_to_work_again_behind_a_closed_gate(
    client: Client, world: World, menu: str
) -> None:
    changes.link_expires(world)
    gates.close(world, "template")
    client.force_login(world.student.user)
    html = client.get(menu).content.decode()
    assert "This link ended on" in html
    assert "It works again" not in html
    assert "Reset Expiration" not in html


def test_the_link_of_an_archived_portfolio_works_and_can_only_be_turned_off(
    client: Client, world: World, menu: str
) -> None:
    changes.archive_template(world)
    client.force_login(world.student.user)
    html = client.get(menu).content.decode()
    assert "Its link still works." in html
    assert "Works until" in html
    assert "Turn off" in html
    for label in (
        "Copy Link",
        "Reset Expiration",
        "New link",
        "Preview as visitor",
        _address(world),
    ):
        assert label not in html
    assert client.get("/" + _address(world).split("/", 3)[3]).status_code == 200


def test_the_menu_says_how_often_the_link_was_opened_this_month(
    client: Client, world: World, menu: str
) -> None:
    client.force_login(world.student.user)
    assert "Not opened yet this month" in client.get(menu).content.decode()
    today = local_date(world.now, world.district.zone)
    for day, count in ((today, 3), (today - timedelta(days=40), 9)):
        make.LinkOpensFactory.create(link=world.link, day=day, count=count)
    assert "Opened 3 times this month" in client.get(menu).content.decode()


def test_without_script_the_page_says_what_was_done(
    client: Client, world: World, menu: str
) -> None:
    client.force_login(world.student.user)
    for action, words in (
        ("reset", "The link works for 10 more months."),
        ("renew", "The old one has stopped working."),
        ("turn_off", "Nobody can open this portfolio with it any more."),
    ):
        address = reverse(f"sharing:{action}", kwargs={"portfolio": world.portfolio.pk})
        assert words in client.post(address, follow=True).content.decode()


def test_with_script_what_was_done_is_spoken(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    for action in ("reset", "turn_off"):
        address = reverse(f"sharing:{action}", kwargs={"portfolio": world.portfolio.pk})
        part = client.post(address, headers={"HX-Request": "true"}).content.decode()
        assert 'role="alert"' in part


def test_a_camera_reads_the_address_from_the_qr_code(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    answer = client.get(_code(world, "png"))
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "private, no-store"
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.size == (1024, 1024)
    assert [code.text for code in read_barcodes(picture.convert("L"))] == [_address(world)]


def test_the_qr_code_is_a_drawing_too(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    answer = client.get(_code(world, "svg"))
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg xmlns=")


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_there_is_no_qr_code_where_the_menu_shows_no_address(
    client: Client, world: World, kind: str
) -> None:
    client.force_login(world.student.user)
    changes.link_expires(world)
    assert client.get(_code(world, kind)).status_code == 404
    client.force_login(world.colleague.user)
    assert client.get(_code(world, kind)).status_code == 404


def _code(world: World, kind: str) -> str:
    name = "sharing:qr" if kind == "svg" else "sharing:qr_png"
    return reverse(name, kwargs={"portfolio": world.portfolio.pk})


def _address(world: World) -> str:
    return address_of(world.link) or ""
