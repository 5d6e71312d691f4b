"""The first page of a file is a picture as wide as a screen: it stands small, and no page moves."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from portfolios.models import MediaKind
from tests import factories as make
from tests.browser.accessibility import TOO_WIDE
from tests.browser.browse import Browse
from tests.world import World

PHONE: ViewportSize = {"width": 320, "height": 640}
WIDE, HIGH = 990, 1280
POSTER = {
    "kind": MediaKind.PDF,
    "content_type": "application/pdf",
    "cover_width": WIDE,
    "cover_height": HIGH,
}


@pytest.fixture
def page(browse: Browse, world: World) -> Page:
    page = browse.signed_in(world.student)
    page.set_viewport_size(PHONE)
    picture = io.BytesIO()
    Image.new("RGB", (WIDE, HIGH)).save(picture, "WEBP")
    # The factory makes no files; what is missing would take no room.
    page.route("**/cover.webp", lambda asked: asked.fulfill(body=picture.getvalue()))
    return page


def assert_small(page: Page) -> None:
    """The cover lies on the phone as a card's picture, and there is nothing to push sideways."""
    card = page.locator(".file-card")
    card.scroll_into_view_if_needed()
    expect(card.locator("img")).to_have_js_property("naturalWidth", WIDE)
    box = card.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= PHONE["width"]
    assert not page.evaluate(TOO_WIDE)


def test_a_wide_cover_stays_on_the_welcome_page(page: Page, world: World) -> None:
    make.AttachmentFactory.create(
        post=None, template=world.portfolio.template, district=world.district, **POSTER
    )

    page.goto(f"/portfolios/{world.portfolio.pk}/about/")

    assert_small(page)


def test_a_wide_cover_stays_in_its_post(page: Page, world: World) -> None:
    make.AttachmentFactory.create(post=world.post, **POSTER)

    page.goto(f"/portfolios/{world.portfolio.pk}/")

    assert_small(page)
