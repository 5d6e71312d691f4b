"""What a phone has to fetch to read the public page of twenty posts, counted by Chromium."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, CDPSession, ViewportSize, sync_playwright

from tests.benchmarks import visitors
from tests.benchmarks.served import served
from tests.browser.conftest import QUIET
from tests.sharing.paths import public_path
from tests.world import World

PHONE: ViewportSize = {"width": 360, "height": 740}


def lines(world: World, chromium: str) -> Iterator[str]:
    """Yield requests and bytes as they travelled: of the first look, and of the whole page."""
    visitors.fill(world)
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        url = site.url(public_path(world.link))
        first, whole = (_fetched(browser, url, scroll=scroll) for scroll in (False, True))
        browser.close()
    for what, (requests, weight) in {"first look": first, "scrolled to its end": whole}.items():
        lean = sum(size for kind, size in weight.items() if kind not in {"Image", "Font"})
        kinds = ", ".join(f"{kind} {size / 1000:.1f} kB" for kind, size in weight.most_common())
        lean_kb = f"{lean / 1000:.1f} kB but for images and fonts"
        yield f"  {what}: {requests} requests, {lean_kb} ({kinds})"


def _fetched(browser: Browser, url: str, *, scroll: bool) -> tuple[int, Counter[str]]:
    """Open ``url`` with an empty cache; return how many requests, and bytes by kind."""
    page = browser.new_context(viewport=PHONE, device_scale_factor=2).new_page()
    session = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    weight: Counter[str] = Counter()
    _listen(session, kinds, weight)
    page.goto(url, wait_until="networkidle")
    if scroll:
        page.keyboard.press("End")
        page.wait_for_load_state("networkidle")
    return len(kinds), weight


def _listen(session: CDPSession, kinds: dict[str, str], weight: Counter[str]) -> None:
    def begun(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def ended(event: dict[str, Any]) -> None:
        weight[kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", begun)
    session.on("Network.loadingFinished", ended)
    session.send("Network.enable")
