"""Names without a space, as long as names can be: they break or end in dots, and no page moves."""

import pytest
from playwright.sync_api import Page

from districts.models import District, School, User
from tests.browser.accessibility import TOO_WIDE
from tests.browser.browse import Browse
from tests.world import World

LONG = "Wolfeschlegelsteinhausen" * 8
PAGES = {
    "student": ["/", "/portfolios/"],
    "family": ["/", "/portfolios/"],
    "teacher": ["/", "/portfolios/", "/classes/"],
    "counsellor": ["/", "/family/"],
    "admin": ["/", "/students/", "/staff/", "/schools/", "/classes/", "/family/", "/settings/"],
}


@pytest.fixture(autouse=True)
def _long_names(world: World) -> None:
    User.objects.update(name=LONG)
    District.objects.filter(pk=world.district.pk).update(name=LONG)
    School.objects.update(name=LONG)


def assert_still(page: Page, path: str) -> None:
    page.goto(path)
    assert not page.evaluate(TOO_WIDE), path


@pytest.mark.parametrize("who", PAGES)
def test_a_long_name_scrolls_no_page_of_a_phone_sideways(
    browse: Browse, world: World, who: str
) -> None:
    page = browse.signed_in(getattr(world, who))
    page.set_viewport_size({"width": 360, "height": 740})
    for path in PAGES[who]:
        assert_still(page, path)
    page.goto("/accounts/password/change/")
    page.locator("[data-menu] > summary").click()
    assert not page.evaluate(TOO_WIDE)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_name_stays_on_the_cover(browse: Browse, world: World, width: int) -> None:
    page = browse.visitor()
    page.set_viewport_size({"width": width, "height": 740})
    assert_still(page, f"/sign-in/{world.district.slug}/")
