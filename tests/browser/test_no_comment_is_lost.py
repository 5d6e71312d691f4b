"""Whoever comments and loses the connection, their sign-in or the tab loses no word."""

import pytest
from playwright.sync_api import Page, expect

from portfolios.models import Comment
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.browser.test_no_word_is_lost import Leaving, no_cookies, sign_in, sign_in_anew, sign_out
from tests.world import World

WORDS = "What held the middle?"


def commenting(browse: Browse, world: World) -> Page:
    """Return Sunny's portfolio, with a comment typed and not sent."""
    page = browse.signed_in(world.student)
    page.goto(f"/portfolios/{world.portfolio.pk}/")
    page.get_by_role("link", name="Comment").first.click()
    page.get_by_label("Your comment").fill(WORDS)
    return page


def send(page: Page) -> None:
    page.get_by_role("button", name="Comment", exact=True).click()


def stands_there(page: Page) -> None:
    expect(page.get_by_label("Your comment")).to_have_value(WORDS)


def is_said(page: Page) -> None:
    expect(page.get_by_role("listitem").filter(has_text=WORDS)).to_be_focused()
    assert [comment.body for comment in Comment.objects.all()] == [WORDS]


@pytest.mark.parametrize("leaving", [sign_out, no_cookies])
def test_whoever_is_signed_out_signs_in_in_another_tab_and_it_is_sent(
    browse: Browse, world: World, leaving: Leaving
) -> None:
    page = commenting(browse, world)
    leaving(page.context)
    send(page)

    expect(page.get_by_text("You are signed out.")).to_be_visible()
    stands_there(page)
    assert_accessible(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, world.student)
    opened.value.close()
    is_said(page)


def test_whoever_has_signed_in_anew_notices_nothing(browse: Browse, world: World) -> None:
    page = commenting(browse, world)
    sign_in_anew(page.context, world.student)
    send(page)

    is_said(page)


def test_nobody_comments_as_somebody_else(browse: Browse, world: World) -> None:
    page = commenting(browse, world)
    sign_in_anew(page.context, world.teacher)
    send(page)

    expect(page.get_by_text("with the account that is signed in now")).to_be_visible()
    stands_there(page)
    assert not Comment.objects.exists()


def test_a_comment_sent_offline_waits_for_the_connection(browse: Browse, world: World) -> None:
    page = commenting(browse, world)
    page.context.set_offline(offline=True)
    send(page)
    expect(page.get_by_text("No connection.")).to_be_visible()
    stands_there(page)

    page.context.set_offline(offline=False)
    is_said(page)
    # What htmx writes into the console of whoever is offline.
    assert {line.partition(",")[0] for line in browse.wrong} == {
        "htmx:afterRequest",
        "htmx:sendError",
    }
    browse.wrong.clear()


def test_a_page_with_a_comment_that_was_not_sent_asks_before_it_is_left(
    browse: Browse, world: World
) -> None:
    page = commenting(browse, world)
    with page.expect_event("dialog") as asked:
        page.goto("/portfolios/")
    assert asked.value.type == "beforeunload"


def test_a_page_whose_comment_was_sent_is_left_without_a_question(
    browse: Browse, world: World
) -> None:
    page = commenting(browse, world)
    send(page)
    is_said(page)
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto("/portfolios/")
    assert asked == []
