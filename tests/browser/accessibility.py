"""Accessible: no finding of axe by WCAG 2.2 AA, and nothing to scroll sideways on a small phone."""

from functools import cache

from playwright.sync_api import Page

from tests.contract.ours import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Every width meets every scheme somewhere; both of each on every page.
WAYS_TO_LOOK = (("light", 1280), ("dark", 320))
ALL_WAYS_TO_LOOK = (*WAYS_TO_LOOK, ("light", 320), ("dark", 1280))

RUN = """async (levels) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: levels}});
  return found.violations.flatMap(
    ({id, nodes}) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`)
  );
}"""
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@cache
def _axe() -> str:
    return AXE.read_text()


def findings(page: Page, ways: tuple[tuple[str, int], ...] = WAYS_TO_LOOK) -> list[str]:
    """Return what is wrong with the page as it stands, in each scheme and width."""
    page.evaluate(_axe())
    found = []
    for scheme, width in ways:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        # So high that no bar at the lower edge lies over what one would scroll to.
        page.set_viewport_size({"width": width, "height": 3000})
        said = page.evaluate(RUN, LEVELS)
        if page.evaluate(TOO_WIDE):
            said.append("scrolls sideways")
        found += [f"{page.url} {scheme} {width}: {finding}" for finding in said]
    return found


def assert_accessible(page: Page) -> None:
    """Fail with every finding."""
    assert findings(page, ALL_WAYS_TO_LOOK) == []
