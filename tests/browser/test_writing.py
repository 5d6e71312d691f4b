"""A student writes a post: files go up meanwhile, breaks cost nothing, and no word is lost."""

from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from pytest_django import Settings

from portfolios.models import Attachment, Draft, Post, Upload
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.browser.writing import PART, VIDEO, Network, all_there, choose, new_post, on_its_way
from tests.world import World


@pytest.fixture(autouse=True)
def _small_parts(settings: Settings) -> None:
    settings.UPLOAD_PART_BYTES = PART


def stay_after_sending(route: Route) -> None:
    """Let a form arrive, and the page that sent it stand."""
    if route.request.method == "GET":
        route.continue_()
        return
    route.fetch(max_redirects=0)
    route.fulfill(status=HTTPStatus.NO_CONTENT)


def test_a_photo_and_a_video_go_up_while_the_words_are_typed(
    browse: Browse, world: World, photo: Path, video: Path
) -> None:
    page = new_post(browse, world)
    Network(page)
    choose(page, photo, video)
    on_its_way(page, "Holiday.mp4")
    page.get_by_label("Title").fill("Our creek")
    page.get_by_label("What can be seen?").fill("A creek with ice")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Your files are still on their way.")).to_be_visible()

    page.wait_for_url(f"**/portfolios/{world.portfolio.pk}/#post-*")
    files = Post.objects.get(title="Our creek").attachments.all()
    assert [(file.original_name, file.alt) for file in files] == [
        ("Creek.jpg", "A creek with ice"),
        ("Holiday.mp4", ""),
    ]


def test_a_lost_connection_costs_nothing(browse: Browse, world: World, video: Path) -> None:
    page = new_post(browse, world)
    network = Network(page)
    choose(page, video)
    on_its_way(page, "Holiday.mp4")
    network.breaks()
    expect(page.get_by_text("Connection lost. It goes on by itself.")).to_be_visible()
    network.is_back()

    all_there(page, "Holiday.mp4")
    assert Upload.objects.get().received == Attachment.objects.get(draft__isnull=False).size


def test_after_a_reload_the_same_file_goes_on(browse: Browse, world: World, video: Path) -> None:
    page = new_post(browse, world)
    Network(page)
    choose(page, video)
    on_its_way(page, "Holiday.mp4")
    page.reload()
    expect(page.get_by_text("Choose the same file to go on.")).to_be_visible()
    had = Upload.objects.get().received
    assert 0 < had < VIDEO

    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    choose(page, video)
    all_there(page, "Holiday.mp4")
    assert "POST" not in sent[: sent.index("PATCH")]
    assert sent.count("PATCH") <= (VIDEO - had) // PART + 1
    assert Upload.objects.get().finished_at is not None


def test_a_file_that_is_not_taken_says_why(browse: Browse, world: World, tmp_path: Path) -> None:
    file = tmp_path / "song.mp3"
    file.write_text("This is no song, whatever it is called. " * 9)
    page = new_post(browse, world)
    choose(page, file)

    row = page.get_by_role("listitem").filter(has_text="song.mp3")
    expect(row).to_contain_text("This kind of file cannot be added.")
    row.get_by_role("button", name="Remove").click()
    expect(row).to_be_hidden()


def test_a_closed_tab_keeps_the_words(browse: Browse, world: World) -> None:
    page = new_post(browse, world)
    page.get_by_label("Title").fill("Half a bridge")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.get_by_label("Text").fill("Typed in the last second")
    page.goto("/")
    page.close()

    again = new_post(browse, world)
    expect(again.get_by_text("Your draft of")).to_be_visible()
    expect(again.get_by_label("Title")).to_have_value("Half a bridge")
    expect(again.get_by_label("Text")).to_have_value("Typed in the last second")
    again.get_by_role("button", name="Start over").click()
    expect(again.get_by_label("Title")).to_have_value("")
    again.get_by_role("button", name="Undo").click()
    expect(again.get_by_label("Title")).to_have_value("Half a bridge")


def test_a_published_post_does_not_come_back_as_a_draft(browse: Browse, world: World) -> None:
    page = new_post(browse, world)
    page.get_by_label("Title").fill("Done")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Your post is published.")).to_be_visible()

    page.get_by_role("link", name="Add post").click()
    expect(page.get_by_label("Title")).to_have_value("")
    assert not Draft.objects.exists()


def test_a_form_brought_back_whole_is_opened_anew(browse: Browse, world: World) -> None:
    """Some browsers keep a page while one goes on, and by Back it stands there as it was left."""
    page = new_post(browse, world)
    page.wait_for_load_state()  # its scripts are what is asked here
    page.route("**/posts/new/", stay_after_sending)
    page.get_by_label("Title").fill("Our creek")
    with page.expect_response(lambda answer: answer.status == HTTPStatus.NO_CONTENT):
        page.get_by_role("button", name="Publish").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(page.get_by_label("Title")).to_have_value("")
    page.get_by_label("Title").fill("The next one")
    expect(page.get_by_text("Draft saved")).to_be_visible()
    assert Post.objects.filter(title="Our creek").count() == 1
    assert "The+next+one" in Draft.objects.get().words


def test_a_post_is_written_by_keyboard_alone(browse: Browse, world: World) -> None:
    page = new_post(browse, world)
    keys, text = page.keyboard, page.get_by_role("textbox", name="Text (optional)")
    page.get_by_label("Title").focus()
    keys.type("By keyboard")
    keys.press("Tab")
    expect(page.get_by_role("button", name="Choose files")).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_role("button", name="Bold")).to_be_focused()
    keys.press("ArrowRight")
    expect(page.get_by_role("button", name="Italic")).to_be_focused()
    text.focus()
    keys.press("Control+b")
    keys.type("strong")
    expect(text).to_have_value("**strong**")
    page.get_by_role("button", name="Preview").focus()
    keys.press("Enter")
    expect(page.locator("strong", has_text="strong")).to_be_visible()
    page.get_by_role("button", name="Publish").focus()
    keys.press("Enter")

    expect(page.get_by_text("Your post is published.")).to_be_visible()
    assert Post.objects.get(title="By keyboard").body_html == "<p><strong>strong</strong></p>"


def test_a_post_needs_no_script(browse: Browse, world: World, photo: Path) -> None:
    page = new_post(browse, world, java_script_enabled=False)
    choose(page, photo)
    page.get_by_label("What can be seen in the new photos?").fill("A creek")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Please look at this again")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Creek.jpg")).to_be_visible()

    page.get_by_label("Title").fill("Our creek")
    page.get_by_label("Caption").fill("In March")
    page.get_by_text("Links", exact=True).click()
    page.get_by_label("Web address").fill("example.org/creek")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Your post is published.")).to_be_visible()

    post = Post.objects.get(title="Our creek")
    file, link = post.attachments.get(), post.links.get()
    assert (file.alt, file.caption, link.title) == ("A creek", "In March", "example.org")


def test_the_form_is_accessible_with_everything_in_it(
    browse: Browse, world: World, photo: Path, video: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "notes.mp3"
    wrong.write_text("no song " * 20)
    page = new_post(browse, world)
    choose(page, photo, video, wrong)
    all_there(page, "Holiday.mp4")
    expect(page.get_by_text("This kind of file cannot be added.")).to_be_visible()
    creek = page.get_by_role("listitem").filter(has_text="Creek.jpg")
    creek.get_by_role("button", name="Remove").click()
    page.get_by_text("Links", exact=True).click()
    page.get_by_role("button", name="Add another link").click()
    assert_accessible(page)
