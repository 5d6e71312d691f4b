"""Whoever writes and loses the connection, their sign-in or the form's blessing loses no word."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from portfolios.models import Draft, Post
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.browser.writing import PART, Network, all_there, choose, on_its_way
from tests.world import PASSWORD, Person, World

type Leaving = Callable[[BrowserContext], None]


def writing(browse: Browse, world: World, person: Person | None = None) -> Page:
    """Return the form of a new post in Sunny's portfolio; without another person it is Sunny's."""
    page = browse.signed_in(person or world.student)
    page.goto(f"/portfolios/{world.portfolio.pk}/posts/new/")
    return page


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publish").click()


def kept(page: Page) -> None:
    expect(page.get_by_text("Draft saved")).to_be_visible()


def sign_in(page: Page, person: Person) -> None:
    """Sign in by the form that stands there."""
    page.get_by_label("E-mail or username").fill(str(person.user.email))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def sign_out(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()
    page.close()


# A browser that forgets at night, or a child who cleans up.
def no_cookies(context: BrowserContext) -> None:
    context.clear_cookies()


def sign_in_anew(context: BrowserContext, person: Person) -> None:
    """Sign in in another tab, whoever was signed in before."""
    no_cookies(context)
    other = context.new_page()
    other.goto("/accounts/login/")
    sign_in(other, person)


@pytest.mark.parametrize("leaving", [sign_out, no_cookies])
def test_whoever_is_signed_out_signs_in_in_another_tab_and_it_is_published(
    browse: Browse, world: World, leaving: Leaving
) -> None:
    page = writing(browse, world)
    page.get_by_label("Title").fill("Our creek")
    kept(page)
    leaving(page.context)
    page.get_by_label("Text").fill("Typed in the last second")
    publish(page)

    expect(page.get_by_text("You are signed out.")).to_be_visible()
    expect(page.get_by_label("Text")).to_have_value("Typed in the last second")
    assert_accessible(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, world.student)
    opened.value.close()

    expect(page.get_by_text("Your post is published.")).to_be_visible()
    assert Post.objects.get(title="Our creek").body == "Typed in the last second"


def test_whoever_has_signed_in_anew_notices_nothing(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    page.get_by_label("Title").fill("Our creek")
    sign_in_anew(page.context, world.student)
    publish(page)

    expect(page.get_by_text("Your post is published.")).to_be_visible()


def test_the_preview_goes_on_after_signing_in_anew(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    page.get_by_label("Text").fill("Ice that is **strong**")
    kept(page)
    sign_in_anew(page.context, world.student)
    page.get_by_role("button", name="Preview").click()

    expect(page.locator("strong", has_text="strong")).to_be_visible()


def test_nobody_publishes_as_somebody_else(browse: Browse, world: World) -> None:
    """Tara may add to Sunny's portfolio too; what Sunny has typed would become hers."""
    page = writing(browse, world)
    page.get_by_label("Title").fill("Our creek")
    kept(page)
    sign_in_anew(page.context, world.teacher)
    page.get_by_label("Text").fill("Typed in the last second")
    publish(page)

    expect(page.get_by_text("with the account that is signed in now")).to_be_visible()
    expect(page.get_by_label("Text")).to_have_value("Typed in the last second")
    assert not Post.objects.filter(title="Our creek").exists()
    assert [draft.author_id for draft in Draft.objects.all()] == [world.student.user.pk]


def test_whoever_may_not_write_here_is_told(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    page.get_by_label("Title").fill("Our creek")
    sign_in_anew(page.context, world.family)
    publish(page)

    expect(page.get_by_text("with the account that is signed in now")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Our creek")


def test_publishing_offline_waits_for_the_connection(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    page.get_by_label("Title").fill("Our creek")
    kept(page)
    page.context.set_offline(offline=True)
    page.get_by_label("Text").fill("Typed on the bus")
    publish(page)
    expect(page.get_by_text("No connection.")).to_be_visible()
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    assert_accessible(page)

    page.context.set_offline(offline=False)
    expect(page.get_by_text("Your post is published.")).to_be_visible()
    assert Post.objects.get(title="Our creek").body == "Typed on the bus"


def test_what_is_typed_offline_is_kept_when_the_connection_is_back(
    browse: Browse, world: World
) -> None:
    page = writing(browse, world)
    page.context.set_offline(offline=True)
    page.get_by_label("Title").fill("On the bus")
    expect(page.get_by_text("No connection.")).to_be_visible()

    page.context.set_offline(offline=False)
    kept(page)
    expect(page.get_by_text("No connection.")).to_be_hidden()
    assert "On+the+bus" in Draft.objects.get().words
    assert not Post.objects.filter(title="On the bus").exists()


def test_a_refused_form_is_kept(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    page.get_by_label("Text").fill("A text without a title")
    publish(page)
    expect(page.get_by_text("Please look at this again")).to_be_visible()
    kept(page)
    page.close()

    again = writing(browse, world)
    expect(again.get_by_label("Text")).to_have_value("A text without a title")


def test_a_file_on_its_way_goes_on_after_signing_in_again(
    browse: Browse, world: World, video: Path, settings: Settings
) -> None:
    settings.UPLOAD_PART_BYTES = PART
    page = writing(browse, world)
    Network(page)
    choose(page, video)
    on_its_way(page, video.name)
    no_cookies(page.context)
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    sign_in(opened.value, world.student)
    opened.value.close()

    all_there(page, video.name)
    expect(page.get_by_text("You are signed out.")).to_be_hidden()


def test_what_is_typed_in_an_archived_portfolio_is_kept(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    type(world.template).objects.filter(pk=world.template.pk).update(archived_at=world.now)
    page.get_by_label("Title").fill("Too late")
    expect(page.get_by_text("This portfolio is archived.")).to_be_visible()

    publish(page)
    expect(page.get_by_role("heading", name="Your draft")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Too late")


def test_signing_out_waits_for_the_last_words(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    page.get_by_label("Title").fill("The last words")
    page.get_by_role("banner").locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()

    assert "The+last+words" in Draft.objects.get().words


def test_two_tabs_take_nothing_from_each_other(browse: Browse, world: World, photo: Path) -> None:
    """A tab that was left open saves and publishes; the other one's words and file are there."""
    stale = writing(browse, world)
    newer = stale.context.new_page()
    newer.goto(stale.url)
    newer.get_by_label("Title").fill("Rivers")
    newer.get_by_label("Text").fill("All night long")
    choose(newer, photo)
    all_there(newer, photo.name)
    kept(newer)

    stale.get_by_label("Title").fill("Volcano")
    kept(stale)
    publish(stale)
    expect(stale.get_by_text("Your post is published.")).to_be_visible()
    assert not Post.objects.get(title="Volcano").attachments.exists()

    again = writing(browse, world)
    expect(again.get_by_text("Your other draft")).to_be_visible()
    assert_accessible(again)
    again.get_by_role("button", name=re.compile("Bring back.*Rivers")).click()
    expect(again.get_by_label("Text")).to_have_value("All night long")
    expect(again.get_by_text(photo.name, exact=True)).to_be_visible()
    publish(again)
    expect(again.get_by_text("Your post is published.")).to_be_visible()
    assert Post.objects.get(title="Rivers").attachments.get().original_name == photo.name


def test_whoever_signs_out_and_in_again_goes_on_writing(browse: Browse, world: World) -> None:
    page = writing(browse, world)
    page.get_by_label("Title").fill("Our creek")
    kept(page)
    sign_out(page.context)
    sign_in_anew(page.context, world.student)
    with page.expect_response(lambda answer: "/draft/" in answer.url and answer.ok):
        page.get_by_label("Text").fill("Typed afterwards")
    kept(page)
    expect(page.get_by_text("with the account that is signed in now")).to_be_hidden()

    assert "Typed+afterwards" in Draft.objects.get().words
