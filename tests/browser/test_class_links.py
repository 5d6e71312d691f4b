"""A teacher hands out the links of a class: by the clipboard, and on paper."""

from urllib.parse import urlsplit

import pypdfium2
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from zxingcpp import read_barcodes

from sharing.menu import address_of
from sharing.models import ShareLink
from tests import factories as make
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.portfolios.test_desk import join
from tests.world import World

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def open_links(page: Page, world: World) -> None:
    """Go there from the list of students."""
    page.goto(reverse("portfolios:template", kwargs={"template": world.template.pk}))
    page.get_by_role("link", name="Share links").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Share links")
    # Before the scripts are there, Share leads to the page without script.
    page.wait_for_load_state()


def clipboard(page: Page) -> str:
    """Return what would be pasted."""
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_one_link_is_copied_and_then_all_of_them(browse: Browse, world: World) -> None:
    ada = make.ShareLinkFactory.create(portfolio=join(world, "Ada", "Aaron"))
    teacher = browse.signed_in(world.teacher, permissions=CLIPBOARD)
    open_links(teacher, world)

    row = teacher.get_by_role("row").filter(has_text=str(world.student_record))
    row.get_by_role("button", name="Copy Link").click()
    expect(row.get_by_role("status")).to_have_text("Copied")
    assert clipboard(teacher) == address_of(world.link)

    teacher.get_by_role("button", name="Copy all").click()
    expect(teacher.locator("#all-copied")).to_have_text("Copied")
    assert clipboard(teacher).splitlines() == [
        f"Ada Aaron\t{address_of(ada)}",
        f"{world.student_record}\t{address_of(world.link)}",
    ]


def test_a_link_that_is_made_in_the_dialog_stands_in_the_list_behind_it(
    browse: Browse, world: World
) -> None:
    teacher = browse.signed_in(world.teacher)
    open_links(teacher, world)
    row = teacher.get_by_role("row").filter(has_text=str(world.classmate))
    expect(row.get_by_text("No link yet")).to_be_visible()
    share = row.get_by_role("button", name=f"Share: {world.classmate}")
    share.press("Enter")
    expect(teacher.get_by_role("button", name="Copy Link", exact=True)).to_be_focused()
    teacher.keyboard.press("Escape")
    expect(row.get_by_text("Open until")).to_be_visible()
    expect(share).to_be_focused()
    assert ShareLink.objects.filter(portfolio=world.classmate_portfolio).count() == 1


def test_typing_narrows_the_list(browse: Browse, world: World) -> None:
    teacher = browse.signed_in(world.teacher)
    open_links(teacher, world)
    teacher.get_by_label("Search").press_sequentially("sunny")
    expect(teacher.get_by_role("link", name=str(world.classmate))).to_be_hidden()
    expect(teacher.get_by_text("1 of 1 student has a link that works.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_the_printed_card_leads_a_camera_to_the_portfolio(
    browse: Browse, world: World, *, script: bool
) -> None:
    for number in range(8):
        make.ShareLinkFactory.create(portfolio=join(world, f"Ada {number}", "Lovelace"))
    teacher = browse.signed_in(world.teacher, java_script_enabled=script)
    open_links(teacher, world)
    teacher.get_by_role("button", name="QR cards").click()
    expect(teacher.get_by_text("9 cards")).to_be_visible()
    # Words are there before the stylesheet that puts eight cards on a page.
    teacher.wait_for_load_state()

    paper = pypdfium2.PdfDocument(teacher.pdf(format="A4", prefer_css_page_size=True))
    codes = [read_barcodes(page.render(scale=2).to_pil()) for page in paper]
    assert [len(found) for found in codes] == [8, 1]
    last = codes[1][0].text
    assert last == address_of(world.link)
    # The library has a sign of its own for a hyphen.
    text = paper[1].get_textpage().get_text_range().replace("\ufffe", "-")
    assert str(world.student_record) in text
    assert "Open until" in text
    assert "Print" not in text

    visitor = browse.visitor(java_script_enabled=script)
    answer = visitor.goto(urlsplit(last).path)
    assert answer is not None
    assert answer.status == 200


def test_without_script_every_link_can_be_copied_by_hand(browse: Browse, world: World) -> None:
    teacher = browse.signed_in(world.teacher, java_script_enabled=False)
    open_links(teacher, world)
    expect(teacher.get_by_role("button", name="Copy all")).to_be_hidden()
    expect(teacher.get_by_role("link", name=str(address_of(world.link)))).to_be_visible()
    teacher.get_by_text("All links as text").first.click()
    text = teacher.get_by_label("All links as text").input_value()
    assert text == f"{world.student_record}\t{address_of(world.link)}"
    teacher.get_by_role("button", name=f"Share: {world.student_record}").click()
    expect(teacher.get_by_label("Link to this portfolio")).to_be_visible()


def test_list_and_sheet_are_accessible(browse: Browse, world: World) -> None:
    teacher = browse.signed_in(world.teacher)
    open_links(teacher, world)
    teacher.get_by_text("All links as text").first.click()
    assert_accessible(teacher)
    teacher.get_by_role("button", name="QR cards").click()
    expect(teacher.get_by_role("button", name="Print", exact=True)).to_be_visible()
    assert_accessible(teacher)
