"""Above a long list: it follows what one types and chooses, and so does the address."""

import re

from playwright.sync_api import expect

from tests.browser.browse import Browse
from tests.world import World


def test_a_list_follows_what_one_types_and_chooses(browse: Browse, world: World) -> None:
    admin = browse.signed_in(world.admin)
    admin.goto("/staff/")
    teacher, counsellor = str(world.teacher_record), world.counsellor.user.name
    expect(admin.get_by_role("rowheader", name=counsellor)).to_be_visible()
    admin.get_by_label("Role", exact=True).select_option("teacher")
    expect(admin.get_by_role("rowheader", name=counsellor)).to_have_count(0)
    expect(admin.get_by_role("rowheader", name=teacher)).to_be_visible()
    admin.get_by_role("searchbox").fill("nobody is called this")
    expect(admin.get_by_text("Nobody found")).to_be_visible()
    expect(admin).to_have_url(re.compile(r"role=teacher"))
    admin.get_by_role("searchbox").fill("")
    expect(admin.get_by_role("rowheader", name=teacher)).to_be_visible()


def test_without_script_the_button_does_it(browse: Browse, world: World) -> None:
    admin = browse.signed_in(world.admin, java_script_enabled=False)
    admin.goto("/schools/")
    admin.get_by_role("searchbox").fill("nobody is called this")
    admin.get_by_role("button", name="Search").click()
    expect(admin.get_by_text("No school found")).to_be_visible()
