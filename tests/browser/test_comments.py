"""A teacher and a student talk about a post, and the teacher finds who has something new."""

from playwright.sync_api import Locator, Page, expect

from portfolios.models import Comment
from tests import factories as make
from tests.browser.accessibility import assert_accessible
from tests.browser.browse import Browse
from tests.portfolios.talking import say
from tests.world import World


def focused(page: Page) -> str:
    """Return what the keyboard is on, in the words a screen reader would say."""
    return str(
        page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel")
    )


def way_to_comment(page: Page) -> Locator:
    """Return the link that opens the form."""
    return page.get_by_role("link", name="Comment")


def press_until(page: Page, words: str) -> None:
    """Walk with the Tab key until it stands on something that begins with these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"never came to {words}, but to {focused(page)}")


def test_by_keyboard_alone_somebody_comments_deletes_and_undoes(
    browse: Browse, world: World
) -> None:
    say(world.teacher, world.post, "What would you change?")
    page = browse.signed_in(world.student)
    page.goto(f"/portfolios/{world.portfolio.pk}/")

    press_until(page, "Comment")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your comment")).to_be_focused()
    expect(page.get_by_text("Characters left: 2,000").first).to_be_visible()
    assert_accessible(page)

    press_until(page, "Comment")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Write something first.")
    assert_accessible(page)

    page.get_by_label("Your comment").focus()
    page.keyboard.type("The middle sags.")
    press_until(page, "Comment")
    page.keyboard.press("Enter")
    said = page.get_by_role("listitem").filter(has_text="The middle sags.")
    expect(said).to_be_focused()
    assert_accessible(page)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(undo).to_have_accessible_description("The comment is deleted.")
    assert_accessible(page)

    page.keyboard.press("Enter")
    expect(said).to_be_focused()
    assert Comment.objects.filter(deleted_at=None).count() == 2


def test_cancel_gives_the_keyboard_back(browse: Browse, world: World) -> None:
    page = browse.signed_in(world.student)
    page.goto(f"/portfolios/{world.portfolio.pk}/")
    way_to_comment(page).press("Enter")
    # There and at work, as somebody finds it who has hands.
    expect(page.get_by_label("Your comment")).to_be_focused()
    page.get_by_role("link", name="Cancel").press("Enter")
    expect(way_to_comment(page)).to_be_focused()


def test_without_script_the_same_forms_lead_there_and_back(browse: Browse, world: World) -> None:
    page = browse.signed_in(world.student, java_script_enabled=False)
    page.goto(f"/portfolios/{world.portfolio.pk}/")
    way_to_comment(page).click()
    page.get_by_label("Your comment").fill("The middle sags.")
    page.get_by_role("button", name="Comment", exact=True).click()
    assert f"/portfolios/{world.portfolio.pk}/#comment-" in page.url
    expect(page.get_by_text("The middle sags.")).to_be_visible()

    page.get_by_role("button", name="Delete the comment by").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The middle sags.")).to_be_visible()
    page.get_by_role("link", name="Back to the post").click()
    assert page.url.endswith(f"#post-{world.post.pk}")


def test_a_teacher_walks_through_the_list_by_keyboard(browse: Browse, world: World) -> None:
    say(world.student, world.post)
    page = browse.signed_in(world.teacher)
    page.goto(f"/portfolios/templates/{world.template.pk}/")
    names = page.locator(".person__name")
    expect(names).to_have_count(2)
    expect(page.locator(".person").filter(has_text="2 new")).to_have_count(1)
    assert_accessible(page)

    page.get_by_label("Find a student").focus()
    page.keyboard.type("sunny")
    expect(names).to_have_text([str(world.student_record)])
    expect(page.locator("#found")).to_have_text("1 student found")
    page.keyboard.press("ArrowDown")
    expect(names.first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(world.template.name)
    expect(page.get_by_label("Find a student")).to_have_value("sunny")
    expect(page.locator(".person").filter(has_text="new")).to_have_count(0)
    assert_accessible(page)

    skip = page.get_by_role("link", name="Skip the list of students")
    skip.focus()
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#work")).to_be_focused()


def test_the_order_is_chosen_without_leaving_the_work(browse: Browse, world: World) -> None:
    make.PostFactory.create(portfolio=world.classmate_portfolio)
    page = browse.signed_in(world.teacher)
    page.goto(f"/portfolios/{world.portfolio.pk}/")
    names = page.locator(".person__name")
    expect(names).to_have_text([str(world.classmate), str(world.student_record)])

    with page.expect_response("**q=s**"):
        page.get_by_label("Find a student").fill("s")
    with page.expect_response("**order=new**"):
        page.get_by_label("Order").select_option("New first")
    with page.expect_response("**new=1**"):
        page.get_by_label("Only new").check()
    expect(names).to_have_text([str(world.classmate), str(world.student_record)])
    expect(page.locator(".person--current")).to_contain_text(str(world.student_record))
    expect(page.locator("#found")).to_have_text("2 students found")
    assert page.url.endswith(f"/portfolios/{world.portfolio.pk}/")
