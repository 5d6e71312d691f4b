"""A District Admin chooses a colour, names a school in its row, keeps sharing to some grades."""

from playwright.sync_api import expect

from districts.models import School
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.world import World


def test_the_page_takes_on_a_colour_before_it_is_saved_without_script(
    browse: Browse, world: World
) -> None:
    admin = browse.signed_in(world.admin, java_script_enabled=False)
    admin.goto("/district/brand/")
    save = admin.get_by_role("button", name="Save")
    was = save.screenshot()
    admin.get_by_label("Plum").check()
    assert save.screenshot() != was
    save.click()
    expect(admin.get_by_text("The settings are saved.")).to_be_visible()
    expect(admin.get_by_text("Plum")).to_be_visible()


def test_a_school_is_named_in_its_row_and_the_keyboard_stays_there(
    browse: Browse, world: World
) -> None:
    School.objects.filter(pk=world.maple.pk).update(name="")
    admin = browse.signed_in(world.admin)
    admin.goto("/schools/")
    admin.get_by_role("link", name="Name it").click()
    field = admin.get_by_role("textbox", name="Name", exact=False).last
    expect(field).to_be_focused()
    field.fill("Poplar School")
    field.press("Enter")
    expect(admin.get_by_role("link", name="Rename Poplar School")).to_be_focused()
    expect(admin.get_by_role("rowheader", name="Poplar School")).to_be_visible()
    assert_accessible(admin)
    admin.reload()
    expect(admin.get_by_role("rowheader", name="Poplar School")).to_be_visible()


def test_grades_are_asked_for_once_they_matter(browse: Browse, world: World) -> None:
    admin = browse.signed_in(world.admin)
    admin.goto("/district/features/url_sharing/")
    grades = admin.get_by_role("group", name="Which grades?")
    expect(grades).to_be_hidden()
    admin.get_by_label("For some grades").check()
    expect(grades).to_be_visible()
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_role("alert")).to_contain_text("Tick at least one, or choose Off.")
    assert_accessible(admin)
    admin.get_by_label("Grade 10").check()
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("1 link that opens now would close at once.")).to_be_visible()
    assert_accessible(admin)
    admin.get_by_role("button", name="Save and close 1 link").click()
    expect(admin.get_by_text("The settings are saved. 1 link is closed.")).to_be_visible()
    expect(admin.get_by_text("Works for:")).to_be_visible()
    expect(admin.get_by_text("grades 10").first).to_be_visible()
