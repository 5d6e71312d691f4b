"""What somebody reads when something does not go through, and what they can do next."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from districts.models import User
from tests import factories as make
from tests.world import World

UNKNOWN = "0" * 39
START_PAGE = "Go to the start page"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def teacher(world: World) -> Client:
    """The teacher's browser, which sends no token with its forms."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.teacher.user)
    return client


def in_frame(page: str) -> bool:
    """Tell whether there are ways through the product, and out of it."""
    return all(part in page for part in ('class="topbar', ">Classes</a>", "Sign out"))


def mistyped(client: Client, settings: Settings) -> str:
    return read(client.get("/nothing/"), 404)


def somebody_elses(client: Client, settings: Settings) -> str:
    return read(client.get(reverse("districts:settings")), 403)


def out_of_date(client: Client, settings: Settings) -> str:
    return read(client.post(reverse("account_language"), {"language": "en"}), 403)


def not_to_be_read(client: Client, settings: Settings) -> str:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    client.handler.enforce_csrf_checks = False
    return read(client.post(reverse("account_language"), {"language": "en", "a": "b"}), 400)


def too_often(client: Client, settings: Settings) -> str:
    settings.ACCOUNT_RATE_LIMITS = {"change_password": "1/m/user"}
    client.handler.enforce_csrf_checks = False
    client.post(reverse("account_change_password"))
    return read(client.post(reverse("account_change_password")), 429)


def read(answer: object, status: int) -> str:
    assert answer.status_code == status  # type: ignore[attr-defined]
    page: str = answer.content.decode()  # type: ignore[attr-defined]
    return page


@pytest.mark.parametrize(
    ("go_wrong", "said"),
    [
        (mistyped, "There is nothing here"),
        (somebody_elses, "You may not do this here"),
        (out_of_date, "This form is out of date"),
        (not_to_be_read, "We could not read that request"),
        (too_often, "One moment, please"),
    ],
)
def test_who_is_signed_in_reads_it_among_their_ways(
    teacher: Client, settings: Settings, go_wrong: Callable[[Client, Settings], str], said: str
) -> None:
    page = go_wrong(teacher, settings)
    assert in_frame(page)
    assert page.count(said) == 2, "as title and as heading"
    assert page.count(START_PAGE) == 1


def test_a_mistyped_address_speaks_the_readers_language(client: Client, world: World) -> None:
    User.objects.filter(pk=world.teacher.user.pk).update(language="es")
    client.force_login(world.teacher.user)
    answer = client.get("/nothing/")
    assert answer["Content-Language"] == "es"
    assert '<html lang="es"' in answer.content.decode()


def test_a_visitor_reads_it_on_a_page_by_itself_that_asks_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/nothing/")
    page = read(answer, 404)
    assert START_PAGE in page
    assert "topbar" not in page
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_whoever_was_signed_out_meanwhile_is_a_visitor(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    client.session.flush()
    assert "topbar" not in read(client.get("/nothing/"), 404)


@pytest.mark.parametrize(
    "name", ["families:enter", "districts:setup_enter", "districts:card_enter"]
)
def test_a_link_that_opens_nothing_says_the_same_to_everybody(
    client: Client, teacher: Client, name: str
) -> None:
    path = reverse(name, args=[UNKNOWN])
    page = read(client.get(path), 404)
    assert read(teacher.get(path), 404) == page
    assert "topbar" not in page


def test_a_share_link_that_opens_nothing_says_the_same_to_everybody(
    client: Client, teacher: Client
) -> None:
    path = reverse("public:page", args=[UNKNOWN])
    answers = client.get(path), teacher.get(path)
    assert answers[0].content == answers[1].content
    assert not any(answer.cookies for answer in answers)


def test_an_account_without_any_role_finds_the_way_out(client: Client) -> None:
    client.force_login(make.UserFactory.create())
    page = read(client.get("/nothing/"), 404)
    assert "Sign out" in page
    assert ">Classes</a>" not in page


def test_a_breakdown_asks_nothing_of_anybody(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    client.force_login(world.teacher.user)
    client.raise_request_exception = False
    monkeypatch.setattr("spacesedu.context.facts_about", fail)
    page = read(client.get("/"), 500)
    assert "Something went wrong on our side" in page
    assert "topbar" not in page
