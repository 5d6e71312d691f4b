"""A parent follows the link of an invitation, accepts, and sees the child's portfolio."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.world import World

PASSWORD = "a-long-enough-password"  # noqa: S105 -- opens nothing but a test's database


@pytest.fixture
def link(world: World) -> str:
    """Return the address in the father's e-mail."""
    make.PostFactory.create(portfolio=world.classmate_portfolio, title="A volcano of clay")
    token = world.invitation.token
    return reverse("families:enter", kwargs={"token": token})


def accept(father: Page, link: str) -> None:
    """Fill in what the invitation asks for, and accept."""
    father.goto(link)
    father.get_by_label("Your name").fill("Frank Father")
    father.get_by_label("Password", exact=True).fill(PASSWORD)
    father.get_by_role("button", name="Accept").click()


def test_a_father_accepts_and_sees_the_portfolio(browse: Browse, world: World, link: str) -> None:
    father = browse.visitor()
    father.goto(link)
    assert father.url.endswith(reverse("families:invitation"))
    expect(father.get_by_role("heading", level=1)).to_contain_text(world.maple.name)
    expect(father.get_by_text(world.classmate.first_name)).to_have_count(0)
    assert_accessible(father)

    accept(father, link)
    father.get_by_role("link", name="Portfolios", exact=True).first.click()
    father.locator("main a[href*='/portfolios/']").first.click()
    expect(father.get_by_text("A volcano of clay")).to_be_visible()
    expect(father.get_by_text(world.post.title)).to_have_count(0)


def test_a_mail_scanner_uses_nothing_up(browse: Browse, link: str) -> None:
    for _ in range(3):
        browse.visitor().goto(link)
    father = browse.visitor()
    accept(father, link)
    expect(father.get_by_role("link", name="Portfolios", exact=True).first).to_be_visible()


def test_a_second_click_says_that_it_was_accepted_already(browse: Browse, link: str) -> None:
    accept(browse.visitor(), link)
    again = browse.visitor()
    again.goto(link)
    expect(again.get_by_role("button", name="Accept")).to_have_count(0)
    assert_accessible(again)


def test_somebody_else_who_is_signed_in_is_told_so(browse: Browse, world: World, link: str) -> None:
    teacher = browse.signed_in(world.teacher)
    teacher.goto(link)
    expect(teacher.get_by_text("this link is for someone else")).to_be_visible()
    teacher.get_by_role("button", name="Sign out and continue").click()
    expect(teacher.get_by_role("button", name="Accept")).to_be_visible()


def test_an_administrator_revokes_and_the_open_session_sees_nothing_more(
    browse: Browse, world: World
) -> None:
    mother = browse.signed_in(world.family)
    mother.goto("/portfolios/")
    mother.locator("main a[href*='/portfolios/']").first.click()
    expect(mother.get_by_text(world.post.title)).to_be_visible()

    admin = browse.signed_in(world.principal)
    admin.goto(reverse("families:revoke", kwargs={"association": world.association.pk}))
    admin.get_by_role("radio").first.check()
    admin.get_by_role("button", name="Revoke").click()
    answer = mother.reload()
    assert answer is not None
    assert answer.status in {403, 404}
