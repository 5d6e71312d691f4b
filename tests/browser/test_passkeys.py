"""A passkey, on a device that exists in the browser alone: made, used to sign in, refused."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.world import World

STEPS = "/accounts/two-steps/"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def put_device(page: Page, **options: object) -> None:
    """Give the browser a device that keeps passkeys and knows its owner's finger."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, **options}})


def add_passkey(page: Page, name: str) -> None:
    """Go from the account's page to a passkey, and past the recovery codes."""
    page.goto(STEPS)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What do you call it?").fill(name)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()


@pytest.fixture
def bare(world: World) -> World:
    """Nobody has a second factor yet."""
    Authenticator.objects.all().delete()
    return world


def test_an_admin_sets_up_a_passkey_and_signs_in_with_nothing_else(
    browse: Browse, bare: World
) -> None:
    page = browse.signed_in(bare.admin)
    put_device(page)
    page.goto("/")
    expect(page.get_by_text("Set this up to go on")).to_be_visible()
    assert_accessible(page)
    add_passkey(page, "The laptop")
    expect(page.get_by_text("The laptop", exact=True)).to_be_visible()
    assert_accessible(page)

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/$"))
    expect(page.get_by_text(str(bare.admin.user)).first).to_be_visible()


def test_a_passkey_is_the_second_step_after_a_password_too(browse: Browse, bare: World) -> None:
    page = browse.signed_in(bare.teacher)
    put_device(page)
    add_passkey(page, "The laptop")
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.locator("form input:not([type=hidden])").first.fill(str(bare.teacher.user.email))
    page.locator("input[type=password]").fill("spaces-demo-tests")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_text(str(bare.teacher.user)).first).to_be_visible()


def test_a_device_that_does_not_know_its_owner_is_told_so_and_nothing_is_made(
    browse: Browse, bare: World
) -> None:
    page = browse.signed_in(bare.teacher)
    put_device(page, isUserVerified=False)
    page.goto(f"{STEPS}passkeys/add/")
    trouble = page.get_by_text("That did not work.")
    expect(trouble).to_be_hidden()
    page.get_by_role("button", name="Make the passkey").click()
    expect(trouble).to_be_visible()
    assert not Authenticator.objects.exists()
