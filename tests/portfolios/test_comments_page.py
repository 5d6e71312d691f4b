"""Comments on the page: swapped below their post by htmx, and by plain forms without script."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portfolios import actions
from portfolios.models import Comment
from tests import factories as make
from tests.portfolios import changes
from tests.portfolios.talking import by, read, say
from tests.world import Person, World

SWAP = {"HX-Request": "true"}


def signed_in(who: Person) -> Client:
    """Return somebody's browser."""
    client = Client()
    client.force_login(who.user)
    return client


def thread_of(world: World) -> str:
    """Return the address of the thread of Sunny's post."""
    return reverse("portfolios:comments", kwargs={"post": world.post.pk})


def page_of(world: World) -> str:
    """Return the address of Sunny's portfolio."""
    return reverse("portfolios:page", kwargs={"portfolio": world.portfolio.pk})


def act(comment: Comment, what: str) -> str:
    """Return the address that deletes or restores a comment."""
    return reverse(f"portfolios:comment_{what}", kwargs={"comment": comment.pk})


def test_a_comment_stands_below_its_post_with_name_role_and_time(world: World) -> None:
    said = say(world.teacher, world.post, "<b>Well built!</b>")

    shown = signed_in(world.student).get(page_of(world)).content.decode()
    assert "&lt;b&gt;Well built!&lt;/b&gt;" in shown
    assert re.search(rf'id="comment-{said.pk}".*?{world.teacher.user}.*?Teacher', shown, re.DOTALL)


@pytest.mark.parametrize("name", ["family", "visitor"])
def test_neither_families_nor_the_public_read_a_word(world: World, name: str) -> None:
    say(world.teacher, world.post, "Only between us.")
    if name == "family":
        shown = signed_in(world.family).get(page_of(world))
    else:
        shown = Client().get(f"/s/{world.link.token}/")
    assert shown.status_code == 200
    assert world.post.title in shown.content.decode()
    assert "Only between us." not in shown.content.decode()
    assert "omment" not in shown.content.decode()


def test_without_script_one_comes_back_to_what_one_has_said(world: World) -> None:
    student = signed_in(world.student)
    opened = student.get(f"{thread_of(world)}?back={page_of(world)}?page=2")
    form = opened.context["form"]
    sent = {
        "body": "The middle sags.",
        "sent_as": form["sent_as"].value(),
        "back": f"{page_of(world)}?page=2",
    }
    for _ in range(2):
        answer = student.post(thread_of(world), sent)
        [said] = read(world.teacher, world.post)
        assert answer["Location"] == f"{page_of(world)}?page=2#comment-{said.id}"
    assert said.body == "The middle sags."


@pytest.mark.parametrize("back", ["", "https://evil.example/", "//evil.example/", "/s/x/"])
def test_the_way_back_leads_nowhere_but_to_the_portfolio(world: World, back: str) -> None:
    answer = signed_in(world.student).post(thread_of(world), {"body": "Oh!", "back": back})
    [said] = read(world.student, world.post)
    assert answer["Location"] == f"{page_of(world)}#comment-{said.id}"


def test_with_htmx_the_thread_comes_back_with_focus_on_what_was_said(world: World) -> None:
    answer = signed_in(world.student).post(thread_of(world), {"body": "Oh!"}, headers=SWAP)
    shown = answer.content.decode()
    said = Comment.objects.get()
    assert "<html" not in shown
    assert re.search(rf'id="comment-{said.pk}"\s+tabindex="-1" autofocus', shown)
    assert "<textarea" not in shown


@pytest.mark.parametrize(("headers", "status"), [({}, 422), (SWAP, 200)])
@pytest.mark.parametrize("body", ["   ", "x" * 2001])
def test_what_is_no_comment_stays_in_the_form(
    world: World, body: str, headers: dict[str, str], status: int
) -> None:
    answer = signed_in(world.student).post(thread_of(world), {"body": body}, headers=headers)
    assert answer.status_code == status
    assert body in answer.content.decode()
    assert answer.context["form"].errors["body"]
    assert not Comment.objects.exists()


def test_words_about_a_post_that_went_meanwhile_are_kept(world: World) -> None:
    teacher = signed_in(world.teacher)
    actions.delete_post(post_id=world.post.pk, **by(world.student))

    answer = teacher.post(thread_of(world), {"body": "I like the bridge."})
    assert answer.status_code == 422
    assert "This post was deleted" in answer.content.decode()
    assert "I like the bridge." in answer.content.decode()
    assert teacher.get(thread_of(world)).status_code == 404
    # How the post was called is for those who may read what is deleted.
    assert world.post.title not in answer.content.decode()


def test_words_for_a_portfolio_archived_meanwhile_are_kept(world: World) -> None:
    changes.archive_template(world)
    answer = signed_in(world.student).post(thread_of(world), {"body": "I like the bridge."})
    assert answer.status_code == 422
    assert "This portfolio is archived." in answer.content.decode()
    assert "I like the bridge." in answer.content.decode()


def test_in_an_archived_portfolio_there_is_no_way_to_comment(world: World) -> None:
    say(world.teacher, world.post)
    changes.archive_template(world)
    shown = signed_in(world.student).get(page_of(world)).content.decode()
    assert "Well built!" in shown
    assert thread_of(world) not in shown


def test_a_deleted_comment_can_be_had_back(world: World) -> None:
    said = say(world.student, world.post)
    student = signed_in(world.student)

    after = student.post(act(said, "delete"), follow=True).content.decode()
    assert "The comment is deleted." in after
    assert act(said, "restore") in after
    assert "Well built!" not in after

    after = student.post(act(said, "restore"), follow=True).content.decode()
    assert "Well built!" in after
    assert act(said, "restore") not in after


def test_with_htmx_undo_stands_where_the_comment_was(world: World) -> None:
    said = say(world.student, world.post)
    student = signed_in(world.student)
    after = student.post(act(said, "delete"), headers=SWAP).content.decode()
    assert "<html" not in after
    assert act(said, "restore") in after

    after = student.post(act(said, "restore"), headers=SWAP).content.decode()
    assert re.search(rf'id="comment-{said.pk}"\s+tabindex="-1" autofocus', after)


def test_undo_is_not_offered_for_what_somebody_else_took_away(world: World) -> None:
    said = say(world.student, world.post)
    actions.delete_comment(comment_id=said.pk, **by(world.teacher))
    shown = signed_in(world.student).get(f"{thread_of(world)}?deleted={said.pk}")
    assert "The comment is deleted." not in shown.content.decode()


def test_cancel_closes_the_form(world: World) -> None:
    student = signed_in(world.student)
    opened = student.get(thread_of(world), headers=SWAP).content.decode()
    assert "<textarea" in opened
    closed = student.get(f"{thread_of(world)}?closed", headers=SWAP).content.decode()
    assert "<textarea" not in closed


def test_a_comment_of_another_portfolio_is_not_found(world: World) -> None:
    foreign = make.CommentFactory.create(post=world.other.post)
    answer = signed_in(world.teacher).post(act(foreign, "delete"))
    assert answer.status_code == 404
    assert read(world.other.teacher, world.other.post)
