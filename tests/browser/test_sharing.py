"""A student shares a portfolio, and somebody without an account opens it."""

import io
import re
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from playwright.sync_api import Page, expect

from districts.models import Feature
from sharing.models import ShareLink
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.portfolios import changes
from tests.world import World

CLIPBOARD = ["clipboard-read", "clipboard-write"]
LOADED = "(image) => image.decode().then(() => image.naturalWidth)"


@pytest.fixture
def photo(world: World) -> None:
    """Put a real picture where the post's photo lies, in its three widths."""
    for width in (320, 640, 1280):
        picture = io.BytesIO()
        Image.new("RGB", (width, width * 3 // 4), "teal").save(picture, "WEBP")
        default_storage.save(f"{world.photo.folder}/{width}.webp", ContentFile(picture.getvalue()))


def open_first_portfolio(page: Page) -> None:
    """Go where **Portfolios** leads, and open the first one."""
    page.goto("/")
    page.get_by_role("link", name="Portfolios", exact=True).first.click()
    page.locator("main a[href*='/portfolios/']").first.click()
    # Before the scripts are there, Share leads to the page without script.
    page.wait_for_url(re.compile(r"/portfolios/.+/$"))


def share(page: Page) -> str:
    """Press Share and Copy Link; return the address below the host."""
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Copy Link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    return urlsplit(page.get_by_label("Link to this portfolio").input_value()).path


def test_a_student_shares_and_a_stranger_opens_it(
    browse: Browse, world: World, photo: None
) -> None:
    changes.no_link(world)
    student = browse.signed_in(world.student, permissions=CLIPBOARD)
    open_first_portfolio(student)
    path = share(student)
    assert student.evaluate("navigator.clipboard.readText()").endswith(path)

    stranger = browse.visitor()
    answer = stranger.goto(path)
    assert answer is not None
    assert answer.status == 200
    expect(stranger.get_by_role("heading", level=1)).to_have_text(world.template.name)
    expect(stranger.get_by_text(world.post.title)).to_be_visible()
    assert stranger.locator("article img").evaluate(LOADED) > 0
    stranger.get_by_role("link", name=world.sections[0].name).first.click()
    expect(stranger.get_by_text(world.post.title)).to_be_visible()
    assert stranger.context.cookies() == []


def test_the_page_needs_no_script(browse: Browse, world: World) -> None:
    changes.no_link(world)
    student = browse.signed_in(world.student, java_script_enabled=False)
    open_first_portfolio(student)
    student.get_by_role("button", name="Share", exact=True).click()
    path = urlsplit(student.get_by_label("Link to this portfolio").input_value()).path
    stranger = browse.visitor(java_script_enabled=False)
    stranger.goto(path)
    expect(stranger.get_by_text(world.post.title)).to_be_visible()


def test_a_teacher_shares_from_the_list_and_it_is_the_same_link(
    browse: Browse, world: World
) -> None:
    student = browse.signed_in(world.student)
    open_first_portfolio(student)
    theirs = share(student)
    teacher = browse.signed_in(world.teacher)
    open_first_portfolio(teacher)
    teacher.get_by_role("button", name=f"Share: {world.student_record}").click()
    teacher.get_by_role("button", name="Copy Link").click()
    ours = urlsplit(teacher.get_by_label("Link to this portfolio").input_value()).path
    assert ours == theirs


def test_reset_expiration_opens_the_same_address_again(browse: Browse, world: World) -> None:
    student = browse.signed_in(world.student)
    open_first_portfolio(student)
    path = share(student)
    changes.link_expires(world)
    stranger = browse.visitor()
    ended = stranger.goto(path)
    assert ended is not None
    assert ended.status == 410

    open_first_portfolio(student)
    student.get_by_role("button", name="Share", exact=True).click()
    expect(student.get_by_text("This link ended")).to_be_visible()
    student.get_by_role("button", name="Reset Expiration").click()
    expect(student.get_by_label("Link to this portfolio")).to_be_visible()
    stranger.goto(path)
    expect(stranger.get_by_text(world.post.title)).to_be_visible()


def test_turn_off_closes_the_page_that_somebody_has_open(browse: Browse, world: World) -> None:
    student = browse.signed_in(world.student)
    open_first_portfolio(student)
    path = share(student)
    stranger = browse.visitor()
    stranger.goto(path)
    student.get_by_text("More", exact=True).click()
    student.get_by_text("Turn off…").click()
    expect(student.get_by_text("for good. A link made later")).to_be_visible()
    student.get_by_role("button", name="Turn off").click()
    expect(student.get_by_text("The link is turned off")).to_be_visible()
    answer = stranger.reload()
    assert answer is not None
    assert answer.status == 404
    assert ShareLink.objects.get(pk=world.link.pk).closed_by_id == world.student.user.pk


def test_a_gate_that_closes_shuts_the_page_on_the_next_request(
    browse: Browse, world: World
) -> None:
    student = browse.signed_in(world.student)
    open_first_portfolio(student)
    stranger = browse.visitor()
    path = share(student)
    stranger.goto(path)
    changes.switch_off(Feature.URL_SHARING, world)
    answer = stranger.reload()
    assert answer is not None
    assert answer.status == 404


def test_the_dialog_is_accessible_in_every_scheme_and_width(browse: Browse, world: World) -> None:
    student = browse.signed_in(world.student)
    open_first_portfolio(student)
    student.get_by_role("button", name="Share", exact=True).click()
    student.get_by_text("More", exact=True).click()
    student.get_by_text("New link…").click()
    assert_accessible(student)
    student.get_by_text("Turn off…").click()
    assert_accessible(student)
    student.keyboard.press("Escape")
    expect(student.get_by_role("dialog")).to_be_hidden()
    expect(student.get_by_role("button", name="Share", exact=True)).to_be_focused()


def test_the_menu_is_worked_by_keyboard_and_loses_no_focus(browse: Browse, world: World) -> None:
    student = browse.signed_in(world.student, permissions=CLIPBOARD)
    open_first_portfolio(student)
    student.get_by_role("button", name="Share", exact=True).press("Enter")
    copy = student.get_by_role("button", name="Copy Link")
    expect(copy).to_be_focused()
    student.keyboard.press("Enter")
    expect(student.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    expect(copy).to_be_focused()

    student.get_by_role("button", name="Reset Expiration").press("Enter")
    expect(student.get_by_role("alert")).to_contain_text("The link works for 10 more months.")
    expect(copy).to_be_focused()

    student.get_by_text("More", exact=True).press("Enter")
    student.get_by_text("Turn off…").press("Enter")
    student.get_by_role("button", name="Turn off").press("Enter")
    expect(student.get_by_role("alert")).to_contain_text("The link is turned off.")
    expect(student.get_by_role("button", name="New link")).to_be_focused()


def test_preview_shows_in_a_new_tab_what_a_visitor_sees(
    browse: Browse, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.BASE_URL", browse.url)
    student = browse.signed_in(world.student)
    open_first_portfolio(student)
    student.get_by_role("button", name="Share", exact=True).click()
    address = student.get_by_label("Link to this portfolio").input_value()
    student.get_by_text("More", exact=True).click()
    with student.expect_popup() as opened:
        student.get_by_role("link", name="Preview as visitor").click()
    assert opened.value.url == address
    expect(opened.value.get_by_text(world.post.title)).to_be_visible()


def test_without_a_clipboard_the_link_is_copied_the_older_way(browse: Browse, world: World) -> None:
    student = browse.signed_in(world.student)
    student.add_init_script("delete Navigator.prototype.clipboard")
    open_first_portfolio(student)
    student.get_by_role("button", name="Share", exact=True).click()
    copy = student.get_by_role("button", name="Copy Link")
    copy.click()
    expect(student.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    expect(copy).to_be_focused()
