"""Storage: what an administrator reads about the district's files."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portfolios.models import MediaQuota
from portfolios.storage.page import storage_of
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios.test_quota import MB, fill
from tests.world import World


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """The browser of a District Admin with full powers."""
    client.force_login(world.admin.user)
    return client


def page(admin: Client) -> str:
    return admin.get(reverse("storage:district")).content.decode().replace("\xa0", " ")


def test_an_administrator_sees_how_full_it_is_and_who_fills_it(admin: Client, world: World) -> None:
    MediaQuota.objects.create(district=world.district, district_bytes=100 * MB)
    fill(world.outsider_portfolio, 40 * MB)
    fill(world.portfolio, 10 * MB)
    fill(world.other.portfolio, 50 * MB)

    html = page(admin)

    assert "50.0 MB of 100.0 MB" in html
    assert html.index(str(world.outsider)) < html.index(str(world.student_record))
    assert str(world.other.student_record) not in html


def test_what_waits_and_what_failed_is_counted(world: World) -> None:
    fill(world.portfolio, MB, ready_at=None)
    fill(world.portfolio, MB, ready_at=None)
    fill(world.portfolio, MB, ready_at=None, failed_at=clock.now(), failure="damaged")
    fill(world.portfolio, MB, ready_at=None, deleted_at=clock.now())
    fill(world.other.portfolio, MB, ready_at=None)

    storage = storage_of(world.admin.actor)

    assert (storage.waiting, storage.failed) == (2, 1)


def test_the_settings_lead_there(admin: Client) -> None:
    html = admin.get(reverse("districts:settings")).content.decode()
    assert f'href="{reverse("storage:district")}"' in html


def test_who_changes_no_settings_has_no_door_and_no_page(client: Client, world: World) -> None:
    client.force_login(world.limited.user)
    html = client.get(reverse("districts:settings")).content.decode()
    assert reverse("storage:district") not in html
    assert client.get(reverse("storage:district")).status_code == 403


def test_a_large_district_asks_no_more_than_a_small_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        portfolio = make.PortfolioFactory.create(district=world.district, template=world.template)
        fill(portfolio, MB)
    with django_assert_num_queries(5):
        storage_of(world.admin.actor)
