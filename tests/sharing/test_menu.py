"""The sharing menu in the browser: who sees what, in which state of the link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.menu import address_of
from sharing.models import ShareLink
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


def test_the_qr_code_is_a_picture_of_the_address(client: Client, world: World) -> None:
    client.force_login(world.student.user)
    address = reverse("sharing:qr", kwargs={"portfolio": world.portfolio.pk})
    answer = client.get(address)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg xmlns=")
    client.force_login(world.colleague.user)
    assert client.get(address).status_code == 404


def _address(world: World) -> str:
    return address_of(world.link) or ""
