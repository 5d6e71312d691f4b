"""Finding one's way on a phone and on a large screen, by finger and by keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.world import World

PHONE, TABLET, LARGE = (
    {"width": 360, "height": 740},
    {"width": 768, "height": 900},
    {"width": 1280, "height": 900},
)
FINGER = 44
EVERYTHING = [
    *("Home", "Portfolios", "Share links", "Classes", "Family", "Students"),
    *("Staff", "Schools", "Portfolio Templates", "Imports", "Activity", "Settings"),
]


def ways(page: Page) -> Locator:
    return page.get_by_role("navigation").get_by_role("link")


def shown(page: Page) -> list[str]:
    """Return the ways that can be seen, in order."""
    return [way.inner_text() for way in ways(page).all() if way.is_visible()]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_an_admin_opens_the_menu_of_a_small_screen_and_goes_on(
    browse: Browse, world: World, size: dict[str, int], *, script: bool
) -> None:
    admin = browse.signed_in(world.admin, java_script_enabled=script)
    admin.set_viewport_size(size)  # type: ignore[arg-type]
    admin.goto("/students/")
    menu = admin.get_by_role("button", name="Menu Students")
    assert shown(admin) == []
    menu.click()
    assert shown(admin) == EVERYTHING
    expect(ways(admin).and_(admin.locator("[aria-current=page]"))).to_have_text("Students")
    admin.get_by_role("link", name="Schools").click()
    expect(admin.get_by_role("button", name="Menu Schools")).to_be_visible()
    assert shown(admin) == []


def test_everything_in_the_menu_is_as_large_as_a_finger(browse: Browse, world: World) -> None:
    admin = browse.signed_in(world.admin)
    admin.set_viewport_size(PHONE)  # type: ignore[arg-type]
    admin.goto("/")
    menu = admin.get_by_role("button", name="Menu Home")
    sizes = [menu.bounding_box()]
    menu.click()
    sizes += [way.bounding_box() for way in ways(admin).all()]
    sizes.append(admin.get_by_role("button", name="Close").bounding_box())
    assert len(sizes) == len(EVERYTHING) + 2
    assert all(box and min(box["width"], box["height"]) >= FINGER for box in sizes)


def test_the_menu_is_used_by_keyboard_alone(browse: Browse, world: World) -> None:
    admin = browse.signed_in(world.admin)
    admin.set_viewport_size(PHONE)  # type: ignore[arg-type]
    admin.goto("/")
    menu = admin.get_by_role("button", name="Menu Home")
    menu.focus()
    admin.keyboard.press("Enter")
    admin.keyboard.press("Tab")
    expect(admin.get_by_role("button", name="Close")).to_be_focused()
    admin.keyboard.press("Tab")
    expect(ways(admin).first).to_be_focused()
    admin.keyboard.press("Escape")
    assert shown(admin) == []
    expect(menu).to_be_focused()


def test_whoever_tabs_past_the_end_of_the_menu_is_back_at_its_button(
    browse: Browse, world: World
) -> None:
    admin = browse.signed_in(world.admin)
    admin.set_viewport_size(PHONE)  # type: ignore[arg-type]
    admin.goto("/")
    menu = admin.get_by_role("button", name="Menu Home")
    menu.click()
    ways(admin).last.focus()
    admin.keyboard.press("Tab")
    assert shown(admin) == []
    expect(menu).to_be_focused()


def test_a_press_beside_the_menu_closes_it_and_nothing_else_happens(
    browse: Browse, world: World
) -> None:
    admin = browse.signed_in(world.admin)
    admin.set_viewport_size(PHONE)  # type: ignore[arg-type]
    admin.goto("/")
    admin.get_by_role("button", name="Menu Home").click()
    admin.mouse.click(340, 30)
    assert shown(admin) == []
    expect(admin.get_by_role("button", name="Sign out")).to_be_hidden()


def test_on_a_large_screen_everything_stands_there(browse: Browse, world: World) -> None:
    admin = browse.signed_in(world.admin)
    admin.set_viewport_size(LARGE)  # type: ignore[arg-type]
    admin.goto("/")
    assert shown(admin) == EVERYTHING
    expect(admin.get_by_role("button", name="Menu")).to_have_count(0)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("student", ["Home", "Portfolios"]),
        ("family", ["Home", "Portfolios"]),
        ("teacher", ["Home", "Portfolios", "Classes"]),
        ("counsellor", ["Home", "Portfolios", "Family"]),
        ("support", ["Home", "Districts"]),
    ],
)
def test_a_few_ways_stand_on_top_of_every_screen(
    browse: Browse, world: World, who: str, expected: list[str]
) -> None:
    page = browse.signed_in(getattr(world, who))
    page.goto("/")
    for size in (PHONE, TABLET, LARGE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert shown(page) == expected
        expect(page.get_by_role("banner").get_by_role("navigation")).to_be_visible()
        expect(page.get_by_role("button", name="Menu")).to_have_count(0)


def test_the_open_menu_and_what_is_not_there_are_accessible(browse: Browse, world: World) -> None:
    admin = browse.signed_in(world.admin)
    admin.set_viewport_size(PHONE)  # type: ignore[arg-type]
    admin.goto("/nothing/")
    expect(admin.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    assert_accessible(admin)
    admin.set_viewport_size(PHONE)  # type: ignore[arg-type]
    admin.get_by_role("button", name="Menu").click()
    assert_accessible(admin)
