"""Whoever sends a form after their sign-in has ended, or changed, reads their words once more."""

import pytest
from django.test import Client

from tests.world import World

WORDS = "What I learned <b>this</b> year."
SHOWN = "What I learned &lt;b&gt;this&lt;/b&gt; year."
HOME = "http://testserver"


def summary_of(world: World) -> str:
    return f"/portfolios/{world.portfolio.pk}/summary/"


def sent(client: Client, world: World, **headers: str) -> tuple[int, str]:
    """Send a Summary Statement, and return the status and the page."""
    address = summary_of(world)
    headers = {"origin": HOME, "referer": HOME + address} | headers
    answer = client.post(address, {"summary": WORDS, "password": "my secret"}, headers=headers)
    world.portfolio.refresh_from_db()
    assert world.portfolio.summary != WORDS
    return answer.status_code, answer.content.decode()


def test_whose_session_is_gone_reads_their_words_and_comes_back_to_the_form(
    client: Client, world: World
) -> None:
    status, page = sent(client, world)

    assert status == 403
    assert SHOWN in page
    assert "my secret" not in page
    assert f"?next=%2Fportfolios%2F{world.portfolio.pk}%2Fsummary%2F" in page


def test_who_has_typed_nothing_is_led_to_the_sign_in_page(client: Client, world: World) -> None:
    answer = client.post(f"/portfolios/{world.portfolio.pk}/start/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_script_is_led_to_the_sign_in_page_as_before(client: Client, world: World) -> None:
    """It keeps the words itself, and knows the sign-in page by its address."""
    status, _page = sent(client, world, **{"sec-fetch-mode": "cors"})

    assert status == 302


def test_no_part_of_a_page_becomes_the_sign_in_page(client: Client, world: World) -> None:
    for ask in (client.get, client.post):
        answer = ask(f"/portfolios/{world.portfolio.pk}/", headers={"hx-request": "true"})

        assert answer.status_code == 403
        assert answer["HX-Redirect"].startswith("/accounts/login/")


@pytest.mark.parametrize("persona", ["student", None])
def test_a_form_from_before_another_sign_in_shows_its_words(
    world: World, persona: str | None
) -> None:
    client = Client(enforce_csrf_checks=True)
    if persona:
        client.force_login(getattr(world, persona).user)
    status, page = sent(client, world)

    assert status == 403
    assert "This form is out of date" in page
    assert SHOWN in page
    assert f'href="{summary_of(world)}"' in page


def test_words_of_another_site_are_never_shown(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.student.user)
    status, page = sent(client, world, origin="https://evil.example")

    assert status == 403
    assert "This form is out of date" in page
    assert "What I learned" not in page


def test_a_part_of_a_page_from_before_another_sign_in_renews_the_page(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.student.user)
    answer = client.post(summary_of(world), {"summary": WORDS}, headers={"hx-request": "true"})

    assert answer.status_code == 403
    assert answer["HX-Refresh"] == "true"
