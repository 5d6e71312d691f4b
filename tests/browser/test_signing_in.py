"""Signing in and out, by hand."""

from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.world import PASSWORD, World


def test_a_student_signs_in_with_the_keyboard_and_out_again(browse: Browse, world: World) -> None:
    page = browse.visitor()
    page.goto("/")
    assert_accessible(page)
    page.locator("form input:not([type=hidden])").first.fill(str(world.student.user.email))
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Portfolios", exact=True).first).to_be_visible()
    page.goto("/accounts/logout/")
    page.locator("main form button[type=submit]").first.click()
    page.goto("/portfolios/")
    expect(page.locator("input[type=password]")).to_be_visible()


def test_a_wrong_password_is_said_at_the_form(browse: Browse, world: World) -> None:
    page = browse.visitor()
    page.goto("/accounts/login/")
    page.locator("form input:not([type=hidden])").first.fill(str(world.student.user.email))
    page.locator("input[type=password]").fill("not the password")
    page.keyboard.press("Enter")
    expect(page.locator("input[type=password]")).to_be_visible()
    assert_accessible(page)
