"""An admin makes a template: by keyboard, by dragging, and without script."""

import pytest
from playwright.sync_api import Page, expect

from portfolios.models import PortfolioTemplate
from tests.browser.accessibility import assert_accessible, findings
from tests.browser.browse import Browse
from tests.portfolios.templates import SECTIONS, drafted, names
from tests.world import World


@pytest.fixture
def template(world: World) -> PortfolioTemplate:
    """A draft with the sections Reading, Science and Art."""
    return drafted(world, description="Collect what you made.")


def rows(page: Page) -> list[str]:
    """Return the sections as the page has them."""
    return page.locator("[data-section] .section-row__name").all_inner_texts()


def address(template: PortfolioTemplate, part: str = "") -> str:
    return f"/portfolios/manage/{template.pk}/{part}"


def test_sections_are_put_in_order_by_keyboard(
    browse: Browse, world: World, template: PortfolioTemplate
) -> None:
    page = browse.signed_in(world.admin)
    page.goto(address(template, "sections/"))
    page.get_by_role("button", name="Move up: Art").focus()

    page.keyboard.press("Enter")
    expect(page.get_by_text("“Art” is now number 2 of 3.")).to_be_attached()
    expect(page.get_by_role("button", name="Move up: Art")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_text("“Art” is now number 1 of 3.")).to_be_attached()
    # There is nowhere further up: the focus goes to the button beside it.
    expect(page.get_by_role("button", name="Move down: Art")).to_be_focused()

    assert rows(page) == names(template) == ["Art", "Reading", "Science"]
    assert_accessible(page)


def test_sections_are_put_in_order_by_dragging(
    browse: Browse, world: World, template: PortfolioTemplate
) -> None:
    page = browse.signed_in(world.admin)
    page.goto(address(template, "sections/"))
    handles = page.locator("[data-sections-handle]")
    expect(handles.first).to_be_visible()

    start, end = handles.first.bounding_box(), handles.last.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    # The library lets a row go by at most every thirty milliseconds, so the hand goes on moving.
    below = end["y"] + end["height"] - 2
    page.mouse.move(start["x"] + 8, below, steps=20)
    for moved in range(200):
        page.mouse.move(start["x"] + 8, below + moved % 2)
        if rows(page)[-1] == "Reading":
            break
    page.mouse.up()

    expect(page.get_by_text("“Reading” is now number 3 of 3.")).to_be_attached()
    assert rows(page) == names(template) == ["Science", "Art", "Reading"]


def test_schools_are_chosen_and_let_go_as_chips(browse: Browse, world: World) -> None:
    page = browse.signed_in(world.admin)
    page.goto("/portfolios/manage/add/")
    maple = page.get_by_label(str(world.maple), exact=True)
    everybody = page.get_by_label("The whole district")
    expect(everybody).to_be_checked()

    maple.check()
    expect(everybody).not_to_be_checked()
    chip = page.get_by_role("button", name=f"Remove: {world.maple}")
    expect(chip).to_be_visible()
    page.get_by_label("All students at the school").check()
    expect(page.get_by_text("Every teacher of a school will be able")).to_be_visible()
    assert findings(page) == []

    chip.press("Enter")
    expect(maple).not_to_be_checked()
    expect(page.get_by_text(f"Removed: {world.maple}")).to_be_attached()


def test_everything_is_done_without_script(
    browse: Browse, world: World, template: PortfolioTemplate
) -> None:
    page = browse.signed_in(world.admin, java_script_enabled=False)
    page.goto(address(template, "sections/"))
    page.get_by_role("button", name="Move up: Art").click()
    assert rows(page) == ["Reading", "Art", "Science"]

    page.get_by_role("link", name="Remove: Art").click()
    page.get_by_role("button", name="Remove section").click()
    assert rows(page) == ["Reading", "Science"]
    page.get_by_role("button", name="Undo").click()
    assert sorted(rows(page)) == sorted(SECTIONS)

    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("“Capstone” is published.")).to_be_visible()


@pytest.mark.parametrize(
    "part", ["", "files/", "publish/", "preview/", "preview/page/", "duplicate"]
)
def test_every_page_of_a_template_is_accessible(
    browse: Browse, world: World, template: PortfolioTemplate, part: str
) -> None:
    page = browse.signed_in(world.admin)
    page.goto("/portfolios/manage/" if part == "duplicate" else address(template, part))
    assert findings(page) == []
