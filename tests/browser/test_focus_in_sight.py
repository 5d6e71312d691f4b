"""Whoever walks a page by keyboard, there and back, always sees where they are."""

import pytest
from playwright.sync_api import Page

from tests import factories as make
from tests.browser.browse import Browse
from tests.portfolios.test_desk import join
from tests.world import World

HIDDEN = """() => {
  const on = document.activeElement;
  if (on === document.body) return "";
  const { left, top, width, height } = on.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `out of sight: ${on.outerHTML}`;
  const seen = document.elementFromPoint(x, y);
  const there = on.contains(seen) || seen?.contains(on);
  return there ? "" : `${on.outerHTML} is behind ${seen?.outerHTML}`.slice(0, 300);
}"""
STEPS = 45


def hidden_on_the_way(page: Page, key: str) -> list[str]:
    """Return what the keyboard was on and the eye was not."""
    found = []
    for _ in range(STEPS):
        page.keyboard.press(key)
        found.append(page.evaluate(HIDDEN))
    return [words for words in found if words]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("persona", ["student", "teacher"])
def test_no_bar_hides_what_has_the_focus(
    browse: Browse, world: World, persona: str, width: int
) -> None:
    for number in range(12):
        make.PostFactory.create(portfolio=world.portfolio, title=f"Week {number}")
        join(world, f"Ada {number}", "Lovelace")
    page = browse.signed_in(getattr(world, persona))
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"/portfolios/{world.portfolio.pk}/")

    assert hidden_on_the_way(page, "Tab") == []
    assert hidden_on_the_way(page, "Shift+Tab") == []
