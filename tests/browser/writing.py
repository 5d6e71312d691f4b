"""The form of a post: how one comes to it, adds files, and loses the network meanwhile."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.browse import Browse
from tests.world import World

KILOBYTE = 1024
# As slow as a school on Monday morning, as small as makes many parts of it.
SLOW = 150 * KILOBYTE
PART = 64 * KILOBYTE
VIDEO = 512 * KILOBYTE
# Milliseconds for all parts of it on a busy machine.
PATIENCE = 20_000


def new_post(browse: Browse, world: World, **options: object) -> Page:
    """Go to the portfolio, press Add post, and return the page."""
    page = browse.signed_in(world.student, **options)
    page.goto(f"/portfolios/{world.portfolio.pk}/")
    page.get_by_role("link", name=re.compile("Add post|Continue your draft")).click()
    return page


class Network:
    """The network between a page and the school, which is slow, or gone."""

    def __init__(self, page: Page) -> None:
        """Make it slow."""
        self._session = page.context.new_cdp_session(page)
        self.is_back()

    def breaks(self) -> None:
        """Lose it."""
        self._is(gone=True)

    def is_back(self) -> None:
        """Find it again, as slow as it was."""
        self._is(gone=False)

    def _is(self, *, gone: bool) -> None:
        speed = {"latency": 5, "downloadThroughput": -1, "uploadThroughput": SLOW}
        self._session.send("Network.emulateNetworkConditions", {"offline": gone, **speed})


def choose(page: Page, *files: Path) -> None:
    page.get_by_label("Choose files").set_input_files(list(files))


def on_its_way(page: Page, name: str) -> None:
    """Wait until some of a file has gone up, but not all."""
    bar = page.get_by_role("progressbar", name=name)
    expect(bar).to_have_js_property("max", 100)
    page.wait_for_function("(bar) => bar.value > 5 && bar.value < 95", arg=bar.element_handle())


def all_there(page: Page, name: str) -> None:
    row = page.get_by_role("listitem").filter(has_text=name)
    expect(row.get_by_label("Caption")).to_be_visible(timeout=PATIENCE)
