"""A teacher prints the cards of a class, and a pupil comes in with one."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from districts.cards.sheet import address_of
from districts.models import SignInCard
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.world import World

A_PAGE_OF_PAPER = "document.querySelector('.sheet__card').getBoundingClientRect()"


@pytest.fixture(autouse=True)
def _no_tries_yet(transactional_db: None) -> None:
    cache.clear()


def open_class(page: Page, world: World) -> None:
    page.goto(reverse("districts:class_cards", kwargs={"class_group": world.class_group.pk}))


def code_of(world: World) -> str:
    """Return what a camera reads from the classmate's card."""
    card = SignInCard.objects.valid().get(student=world.classmate)
    return urlsplit(str(address_of(card))).path


@pytest.mark.parametrize("script", [True, False])
def test_a_teacher_prints_and_a_pupil_signs_in(
    browse: Browse, world: World, *, script: bool
) -> None:
    teacher = browse.signed_in(world.teacher, java_script_enabled=script)
    open_class(teacher, world)
    teacher.get_by_role("button", name="Make and print cards").click()
    code = teacher.get_by_role("img", name=f"Code of {world.classmate}")
    expect(code).to_be_visible()
    # No password goes with it yet, so there is nothing to type.
    expect(teacher.get_by_text("chris.c", exact=True)).to_be_hidden()

    pupil = browse.visitor(java_script_enabled=script)
    pupil.goto(code_of(world))
    assert urlsplit(pupil.url).path == reverse("districts:card")
    pupil.get_by_role("button", name="Yes, I am Chris").click()
    expect(pupil.get_by_role("link", name="Portfolios", exact=True).first).to_be_visible()


def test_eight_cards_fit_a_page_and_nothing_else_is_printed(browse: Browse, world: World) -> None:
    teacher = browse.signed_in(world.teacher)
    open_class(teacher, world)
    teacher.get_by_role("button", name="Make and print cards").click()
    expect(teacher.get_by_role("button", name="Print", exact=True)).to_be_visible()
    teacher.emulate_media(media="print")
    expect(teacher.get_by_role("heading", level=1)).to_be_hidden()
    expect(teacher.get_by_role("navigation").first).to_be_hidden()
    card = teacher.evaluate(A_PAGE_OF_PAPER)
    millimetre = 96 / 25.4
    assert round(card["width"] / millimetre) == 88
    assert round(card["height"] / millimetre) == 60


def test_the_pages_are_accessible(browse: Browse, world: World) -> None:
    teacher = browse.signed_in(world.teacher)
    open_class(teacher, world)
    teacher.get_by_text("A card is lost").click()
    assert_accessible(teacher)
    teacher.get_by_role("button", name="Make and print cards").click()
    expect(teacher.get_by_role("button", name="Print", exact=True)).to_be_visible()
    assert_accessible(teacher)

    pupil = browse.visitor()
    pupil.goto(code_of(world))
    assert_accessible(pupil)


def test_a_lost_card_opens_nothing_and_says_nothing(browse: Browse, world: World) -> None:
    teacher = browse.signed_in(world.teacher)
    open_class(teacher, world)
    teacher.get_by_role("button", name="Make and print cards").click()
    expect(teacher.get_by_role("button", name="Print", exact=True)).to_be_visible()
    path = code_of(world)
    open_class(teacher, world)
    teacher.get_by_text("A card is lost").click()
    teacher.get_by_label("I mean all those ticked above").check()
    teacher.get_by_role("button", name="Revoke the cards of those ticked").click()
    expect(teacher.get_by_text("1 card opens nothing any more")).to_be_visible()
    answer = browse.visitor().goto(path)
    assert answer is not None
    assert answer.status == 404


def test_typing_narrows_the_list_of_students(browse: Browse, world: World) -> None:
    admin = browse.signed_in(world.admin)
    admin.goto(reverse("districts:students"))
    expect(admin.get_by_role("link", name=str(world.outsider))).to_be_visible()
    admin.get_by_label("Search").press_sequentially("classm")
    expect(admin.get_by_role("link", name=str(world.outsider))).to_be_hidden()
    expect(admin.get_by_role("link", name=str(world.classmate))).to_be_visible()
    assert "q=classm" in admin.url
    assert_accessible(admin)
