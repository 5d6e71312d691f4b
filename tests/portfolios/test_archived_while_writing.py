"""A portfolio is archived, or a post deleted, while somebody writes: the words stay theirs."""

import html

import pytest
from django.test import Client
from django.urls import reverse

from portfolios import actions
from portfolios.models import MOST_KEPT, Draft, Portfolio, Post
from portfolios.shaping.audience import Audience, shift
from tests import factories as make
from tests.portfolios import tus
from tests.portfolios.writing import in_draft
from tests.world import World

TYPED = {"title": "Half a bridge", "body": "We need more paper.", "posted_on": "2026-05-04"}


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser; nothing is in her portfolio yet."""
    Portfolio.objects.filter(pk=world.portfolio.pk).update(summary="")
    Post.objects.filter(portfolio=world.portfolio).update(deleted_at=world.now)
    client.force_login(world.student.user)
    return client


def here(world: World, name: str) -> str:
    return reverse(f"portfolios:{name}", kwargs={"portfolio": world.portfolio.pk})


def of_post(world: World, name: str) -> str:
    return reverse(f"portfolios:{name}", kwargs={"post": world.post.pk})


def archive(world: World) -> None:
    template = world.portfolio.template
    actions.archive_template(template_id=template.pk, by=world.admin.actor, at=world.now)


def publish_again(world: World) -> None:
    template = world.portfolio.template
    actions.publish_template(template_id=template.pk, by=world.admin.actor, at=world.now)


def page(client: Client, url: str) -> str:
    return html.unescape(client.get(url).content.decode())


def test_the_draft_is_found_read_and_taken_up_again(pupil: Client, world: World) -> None:
    pupil.post(here(world, "draft_new"), TYPED)
    archive(world)

    assert here(world, "page") in page(pupil, reverse("portfolios:list"))
    assert here(world, "post_new") in page(pupil, here(world, "page"))
    kept = page(pupil, here(world, "post_new"))
    assert "This portfolio is archived. What you wrote is kept as your draft." in kept
    assert 'value="Half a bridge"' in kept
    assert "We need more paper.</textarea>" in kept
    assert "Publish" not in kept

    publish_again(world)
    form = page(pupil, here(world, "post_new"))
    assert 'value="Half a bridge"' in form
    assert "Publish" in form


@pytest.mark.parametrize("name", ["post_new", "draft_new"])
def test_what_is_sent_too_late_is_kept(pupil: Client, world: World, name: str) -> None:
    archive(world)

    answer = pupil.post(here(world, name), TYPED)

    assert answer.status_code == 409
    assert "This portfolio is archived. What you wrote is kept" in answer.content.decode()
    assert "Half+a+bridge" in Draft.objects.get().words
    assert "We need more paper.</textarea>" in page(pupil, here(world, "post_new"))
    assert not Post.objects.kept().filter(portfolio=world.portfolio).exists()


@pytest.mark.parametrize("name", ["post_edit", "draft_edit"])
def test_so_is_an_edit(pupil: Client, world: World, name: str) -> None:
    Post.objects.filter(pk=world.post.pk).update(deleted_at=None)
    archive(world)

    assert pupil.post(of_post(world, name), TYPED).status_code == 409
    assert "We need more paper.</textarea>" in page(pupil, of_post(world, "post_edit"))
    assert of_post(world, "post_edit") in page(pupil, here(world, "page"))
    world.post.refresh_from_db()
    assert world.post.title != "Half a bridge"


@pytest.mark.parametrize("name", ["summary", "summary_draft"])
def test_so_is_a_summary_statement(pupil: Client, world: World, name: str) -> None:
    archive(world)

    answer = pupil.post(here(world, name), {"summary": "I like bridges."})

    assert answer.status_code == 409
    assert "This portfolio is archived. What you wrote is kept" in answer.content.decode()
    assert here(world, "page") in page(pupil, reverse("portfolios:list"))
    assert here(world, "summary") in page(pupil, here(world, "page"))
    kept = page(pupil, here(world, "summary"))
    assert "I like bridges.</textarea>" in kept
    assert "Title" not in kept

    publish_again(world)
    form = page(pupil, here(world, "summary"))
    assert "I like bridges.</textarea>" in form
    assert "not saved yet." in form


def test_what_is_too_long_to_be_kept_is_on_the_page_to_be_copied(
    pupil: Client, world: World
) -> None:
    archive(world)
    book = "x" * (MOST_KEPT + 1)

    answer = pupil.post(here(world, "summary"), {"summary": book})

    assert answer.status_code == 409
    assert "so nothing is saved. Copy your words" in answer.content.decode()
    assert f"{book}</textarea>" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "typed"), [("draft_new", TYPED), ("summary_draft", {"summary": "I like bridges."})]
)
def test_nobody_else_comes_to_see_a_portfolio_by_it(
    pupil: Client, world: World, name: str, typed: dict[str, str]
) -> None:
    pupil.post(here(world, name), typed)
    archive(world)

    seen = Portfolio.objects.visible_to
    assert world.portfolio in seen(world.student.actor)
    for who in (world.teacher, world.principal, world.admin, world.family):
        assert world.portfolio not in seen(who.actor)


def test_a_teacher_finds_what_they_wrote_and_the_student_does_not(
    pupil: Client, world: World
) -> None:
    teacher = Client()
    teacher.force_login(world.teacher.user)
    teacher.post(here(world, "draft_new"), TYPED)
    archive(world)

    assert "We need more paper." in page(teacher, here(world, "post_new"))
    assert pupil.get(here(world, "page")).status_code == 404


def test_files_alone_count_and_an_empty_draft_does_not(pupil: Client, world: World) -> None:
    draft = make.DraftFactory.create(portfolio=world.portfolio, author=world.student.user, words="")
    archive(world)
    assert pupil.get(here(world, "page")).status_code == 404

    make.AttachmentFactory.create(**in_draft(draft), original_name="Creek.jpg")
    assert "Creek.jpg" in page(pupil, here(world, "post_new"))


def test_an_unfinished_upload_counts(pupil: Client, world: World) -> None:
    tus.begun(pupil, world.portfolio, 1000, "Holiday.mp4")
    archive(world)

    assert pupil.get(here(world, "page")).status_code == 200


def test_whoever_changes_the_template_is_told_that_there_is_work(
    pupil: Client, world: World
) -> None:
    template = world.portfolio.template
    nobody = Audience(world.district.pk, grades=("of nobody",))
    before = shift(template, nobody).losses_with_work
    pupil.post(here(world, "draft_new"), TYPED)

    assert shift(template, nobody).losses_with_work == before + 1


def test_who_never_wrote_there_is_refused_as_before(world: World) -> None:
    archive(world)
    for who, status in ((world.admin, 403), (world.colleague, 404), (world.family, 404)):
        client = Client()
        client.force_login(who.user)
        assert client.post(here(world, "post_new"), TYPED).status_code == status
    assert not Draft.objects.exists()


def test_of_a_deleted_post_the_words_are_kept_and_one_thing_is_to_do(
    pupil: Client, world: World
) -> None:
    assert pupil.get(of_post(world, "post_edit")).status_code == 404
    assert pupil.post(of_post(world, "draft_edit"), TYPED).status_code == 409

    answer = pupil.post(of_post(world, "post_edit"), TYPED)

    assert answer.status_code == 409
    kept = answer.content.decode()
    assert "This post was deleted. What you wrote is kept as your draft." in kept
    assert "Save again" not in kept
    assert of_post(world, "post_restore") in kept

    pupil.post(of_post(world, "post_restore"))
    form = page(pupil, of_post(world, "post_edit"))
    assert 'value="Half a bridge"' in form
    assert pupil.post(of_post(world, "post_edit"), TYPED).status_code == 302
