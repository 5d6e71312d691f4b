"""Names without a space, as long as names can be: they break or end in dots, and no page moves."""

import pytest
from playwright.sync_api import Page

from districts.models import ClassGroup, District, School, User
from portfolios.models import PortfolioTemplate
from tests.browser.accessibility import TOO_WIDE
from tests.browser.browse import Browse
from tests.world import World

LONG = "Wolfeschlegelsteinhausen" * 8
PAGES = {
    "student": ["/", "/portfolios/"],
    "family": ["/", "/portfolios/"],
    "teacher": ["/", "/portfolios/", "/classes/"],
    "counsellor": ["/", "/family/"],
    "admin": [
        "/",
        "/students/",
        "/staff/",
        "/cards/",
        "/schools/",
        "/classes/",
        "/family/",
        "/portfolios/manage/",
        "/settings/",
    ],
}
# A small phone, a phone, hardly wide enough for a table, a tablet, a desk.
WIDTHS = (320, 360, 700, 768, 1280)


@pytest.fixture(autouse=True)
def _long_names(world: World) -> None:
    User.objects.update(name=LONG)
    District.objects.filter(pk=world.district.pk).update(name=LONG)
    School.objects.update(name=LONG)
    ClassGroup.objects.update(name=LONG)
    PortfolioTemplate.objects.update(name=LONG[:80])


def moving(page: Page, path: str) -> list[str]:
    """Return the widths at which a page scrolls sideways."""
    page.goto(path)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        if page.evaluate(TOO_WIDE):
            found.append(f"{path} at {width}")
    return found


@pytest.mark.parametrize("who", PAGES)
def test_a_long_name_scrolls_no_page_sideways(browse: Browse, world: World, who: str) -> None:
    page = browse.signed_in(getattr(world, who))
    assert [found for path in PAGES[who] for found in moving(page, path)] == []
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/accounts/password/change/")
    page.locator("[data-menu] > summary").click()
    assert not page.evaluate(TOO_WIDE)


def test_a_long_name_stays_on_the_cover(browse: Browse, world: World) -> None:
    assert moving(browse.visitor(), f"/sign-in/{world.district.slug}/") == []
