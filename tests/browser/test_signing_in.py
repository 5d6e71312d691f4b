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


def test_who_wants_to_can_see_the_password_they_type(browse: Browse) -> None:
    page = browse.visitor()
    page.goto("/accounts/login/")
    password = page.get_by_label("Password", exact=True)
    password.fill("spaces and more spaces")
    show = page.get_by_role("button", name="Show password")
    show.click()
    expect(password).to_have_attribute("type", "text")
    expect(show).to_have_attribute("aria-pressed", "true")
    assert_accessible(page)
    show.click()
    expect(password).to_have_attribute("type", "password")


def test_a_shown_password_is_hidden_before_it_is_sent(browse: Browse) -> None:
    page = browse.visitor()
    page.goto("/accounts/login/")
    password = page.get_by_label("Password", exact=True)
    page.get_by_role("button", name="Show password").click()
    # A browser offers to remember what stands in a text field.
    page.evaluate("document.addEventListener('submit', (sent) => sent.preventDefault())")
    password.press("Enter")
    expect(password).to_have_attribute("type", "password")


def test_a_visitor_chooses_the_language_without_script(browse: Browse, world: World) -> None:
    page = browse.visitor(java_script_enabled=False)
    page.goto("/classes/")
    asked_for = page.url
    french = page.get_by_role("form", name="Language").get_by_role("button", name="Français")
    expect(french).to_have_attribute("lang", "fr-ca")
    french.click()
    assert page.url == asked_for
    expect(page.locator("html")).to_have_attribute("lang", "fr-ca")
    expect(page.get_by_role("button", name="Français")).to_have_attribute("aria-current", "true")
    page.goto("/accounts/password/reset/")
    expect(page.locator("html")).to_have_attribute("lang", "fr-ca")
