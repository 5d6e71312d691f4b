"""The files in the form of a post: put in order, taken away, and tried again."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from portfolios.models import Attachment, Post
from tests.browser.browse import Browse
from tests.browser.writing import all_there, choose, new_post
from tests.world import World


def failed(page: Page, world: World, photo: Path, failure: str) -> Locator:
    """Choose a photo with which something goes wrong later, and return its row."""
    choose(page, photo)
    all_there(page, photo.name)
    Attachment.objects.filter(draft__isnull=False).update(
        failure=failure, failed_at=world.now, ready_at=None
    )
    page.reload()
    return page.get_by_role("listitem").filter(has_text=photo.name)


def test_files_are_moved_and_taken_away_by_buttons(
    browse: Browse, world: World, photo: Path, video: Path
) -> None:
    page = new_post(browse, world)
    choose(page, photo)
    all_there(page, "Creek.jpg")
    choose(page, video)
    all_there(page, "Holiday.mp4")
    page.get_by_role("button", name="Move up: Holiday.mp4").click()
    creek = page.get_by_role("listitem").filter(has_text="Creek.jpg")
    creek.get_by_role("button", name="Remove").click()
    expect(creek.get_by_label("Caption")).to_be_hidden()
    creek.get_by_role("button", name="Undo").click()
    page.get_by_label("Title").fill("In order")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Your post is published.")).to_be_visible()

    files = Post.objects.get(title="In order").attachments.all()
    assert [file.original_name for file in files] == ["Holiday.mp4", "Creek.jpg"]


def test_files_are_put_in_order_by_dragging(
    browse: Browse, world: World, photo: Path, video: Path
) -> None:
    page = new_post(browse, world)
    choose(page, photo)
    all_there(page, "Creek.jpg")
    choose(page, video)
    all_there(page, "Holiday.mp4")
    names, handles = page.locator("[data-file] .file__name"), page.locator("[data-file-handle]")
    handles.last.scroll_into_view_if_needed()
    start, end = handles.first.bounding_box(), handles.last.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    # The library lets a row go by at most every thirty milliseconds, so the hand goes on moving.
    for moved in range(200):
        page.mouse.move(start["x"] + 8, end["y"] + end["height"] + moved % 2)
        if names.last.inner_text() == "Creek.jpg":
            break
    page.mouse.up()
    expect(page.get_by_text("Creek.jpg is now number 2.")).to_be_attached()
    page.get_by_label("Title").fill("In order")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Your post is published.")).to_be_visible()

    files = Post.objects.get(title="In order").attachments.all()
    assert [file.original_name for file in files] == ["Holiday.mp4", "Creek.jpg"]


@pytest.mark.parametrize(
    ("failure", "offered", "not_offered"),
    [("damaged", "Choose another file", "Retry"), ("stuck", "Retry", "Choose another file")],
)
def test_only_what_is_our_fault_is_tried_again(
    browse: Browse, world: World, photo: Path, failure: str, offered: str, not_offered: str
) -> None:
    row = failed(new_post(browse, world), world, photo, failure)

    expect(row.get_by_role("button", name=offered)).to_be_visible()
    expect(row.get_by_role("button", name=not_offered)).to_be_hidden()
    expect(row.get_by_role("button", name="Remove")).to_be_visible()


def test_a_damaged_file_goes_when_another_one_has_been_chosen(
    browse: Browse, world: World, photo: Path, video: Path
) -> None:
    page = new_post(browse, world)
    row = failed(page, world, photo, "damaged")
    with page.expect_file_chooser() as picker:
        row.get_by_role("button", name="Choose another file").click()
    expect(row.get_by_text("Will be removed")).to_be_hidden()

    picker.value.set_files(video)
    expect(row.get_by_text("Will be removed")).to_be_visible()
    all_there(page, video.name)
    expect(row).to_be_visible()
