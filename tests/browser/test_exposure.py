"""An administrator looks through the live links, and turns some of them off."""

from playwright.sync_api import expect

from tests import factories as make
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.world import World


def test_links_are_ticked_and_turned_off_after_a_question(browse: Browse, world: World) -> None:
    for portfolio in (world.classmate_portfolio, world.outsider_portfolio):
        make.ShareLinkFactory.create(portfolio=portfolio)
    admin = browse.signed_in(world.admin)
    admin.goto("/")
    admin.get_by_role("link", name="Share links").click()
    assert_accessible(admin)
    admin.get_by_label(f"Pick {world.student_record}").check()
    admin.get_by_label(f"Pick {world.outsider}").check()
    admin.get_by_role("button", name="Turn off those ticked").click()
    expect(admin.get_by_role("heading", name="Turn off 2 links?")).to_be_visible()
    assert_accessible(admin)
    admin.get_by_role("button", name="Turn off").click()
    expect(admin.get_by_text("2 links are turned off.")).to_be_visible()
    expect(admin.get_by_role("row")).to_have_count(2)
