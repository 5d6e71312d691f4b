"""Whoever writes a Summary Statement and loses the tab, or the network, loses no word."""

import pytest
from playwright.sync_api import Page, expect

from portfolios.models import Portfolio, SummaryDraft
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.browser.test_no_word_is_lost import (
    Leaving,
    kept,
    no_cookies,
    sign_in,
    sign_in_anew,
    sign_out,
)
from tests.world import World

TEXT = "I build bridges."
SAVED = "Your Summary Statement is saved."


def writing(browse: Browse, world: World, **options: object) -> Page:
    """Return the form of Sunny's Summary Statement."""
    page = browse.signed_in(world.student, **options)
    page.goto(f"/portfolios/{world.portfolio.pk}/summary/")
    return page


def types(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Summary Statement").fill(words)


def stands_there(page: Page, words: str) -> None:
    expect(page.get_by_role("textbox", name="Summary Statement")).to_have_value(words)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def now_says(world: World) -> str:
    return Portfolio.objects.values_list("summary", flat=True).get(pk=world.portfolio.pk)


def test_a_closed_tab_costs_nothing(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    types(page, "I build")
    kept(page)
    types(page, TEXT)
    page.goto("/")
    page.close()

    again = writing(browse, world)
    expect(again.get_by_text("not saved yet")).to_be_visible()
    stands_there(again, TEXT)
    assert_accessible(again)
    save(again)
    expect(again.get_by_text(SAVED)).to_be_visible()
    assert now_says(world) == TEXT
    assert not SummaryDraft.objects.exists()


def test_start_over_and_undo(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    before = page.get_by_role("textbox", name="Summary Statement").input_value()
    types(page, TEXT)
    kept(page)
    page.reload()
    page.get_by_role("button", name="Start over").click()
    stands_there(page, before)
    assert_accessible(page)
    page.get_by_role("button", name="Undo").click()
    stands_there(page, TEXT)


@pytest.mark.parametrize("leaving", [sign_out, no_cookies])
def test_whoever_is_signed_out_signs_in_in_another_tab_and_it_is_saved(
    browse: Browse, world: World, leaving: Leaving
) -> None:
    page = writing(browse, world)
    leaving(page.context)
    types(page, TEXT)
    save(page)

    expect(page.get_by_text("You are signed out.")).to_be_visible()
    stands_there(page, TEXT)
    assert_accessible(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, world.student)
    opened.value.close()

    expect(page.get_by_text(SAVED)).to_be_visible()
    assert now_says(world) == TEXT


def test_nobody_saves_as_somebody_else(browse: Browse, world: World) -> None:
    """Tara may write Sunny's Summary Statement too; what Sunny has typed would become hers."""
    page = writing(browse, world)
    before = now_says(world)
    sign_in_anew(page.context, world.teacher)
    types(page, TEXT)
    save(page)

    expect(page.get_by_text("with the account that is signed in now")).to_be_visible()
    stands_there(page, TEXT)
    assert now_says(world) == before
    assert not SummaryDraft.objects.exists()


def test_saving_offline_waits_for_the_connection(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    page.context.set_offline(offline=True)
    types(page, TEXT)
    save(page)
    expect(page.get_by_text("No connection.")).to_be_visible()
    expect(page.get_by_text("Not saved yet.")).to_be_visible()

    page.context.set_offline(offline=False)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert now_says(world) == TEXT


def test_what_is_too_long_is_refused_and_kept(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    types(page, "x" * 6000)
    save(page)
    expect(page.get_by_text("Please look at this again")).to_be_visible()
    kept(page)
    page.close()

    stands_there(writing(browse, world), "x" * 6000)


def test_of_a_whole_book_one_reads_how_much_is_kept(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    types(page, "x" * 50_001)
    expect(page.get_by_text("Too long to be kept: at most 50,000 characters.")).to_be_visible()


def test_without_script_one_saves_as_before(browse: Browse, world: World) -> None:
    page = writing(browse, world, java_script_enabled=False)
    types(page, TEXT)
    save(page)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert now_says(world) == TEXT
