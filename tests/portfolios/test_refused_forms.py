"""A form that is not taken is kept as it was sent, word for word, file for file."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portfolios import actions
from portfolios.models import Attachment, Draft, Post
from tests.portfolios.pictures import jpeg_with_gps
from tests.portfolios.writing import words
from tests.world import World

TYPED = {"title": "Bridge", "body": "We built it.", "posted_on": "2026-05-04"}


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


@pytest.fixture
def new(world: World) -> str:
    return reverse("portfolios:post_new", kwargs={"portfolio": world.portfolio.pk})


def form_id(client: Client, new: str) -> str:
    found = re.search(r'name="sent_as" value="([^"]+)"', client.get(new).content.decode())
    assert found is not None
    return found[1]


def test_a_form_without_a_title_is_there_in_another_browser(pupil: Client, new: str) -> None:
    assert pupil.post(new, TYPED | {"title": ""}).status_code == 422

    assert "We built it.</textarea>" in pupil.get(new).content.decode()


def test_the_slower_version_is_kept_too(pupil: Client, world: World) -> None:
    edit = reverse("portfolios:post_edit", kwargs={"post": world.post.pk})
    seen = world.post.updated_at
    theirs = words("Theirs")
    later = seen.replace(year=2030)
    actions.edit_post(post_id=world.post.pk, words=theirs, by=world.teacher.actor, at=later)

    assert pupil.post(edit, TYPED | {"seen": seen.isoformat()}).status_code == 409
    assert "We built it.</textarea>" in pupil.get(edit).content.decode()


@pytest.mark.parametrize("button", [{}, {"save_draft": ""}])
def test_one_bad_file_costs_nobody_the_good_ones(
    pupil: Client, new: str, button: dict[str, str]
) -> None:
    good = SimpleUploadedFile("Creek.jpg", jpeg_with_gps(), "image/jpeg")
    bad = SimpleUploadedFile("Page.jpg", b"<html><script>", "image/jpeg")
    worse = SimpleUploadedFile("Nothing.jpg", b"", "image/jpeg")

    answer = pupil.post(new, TYPED | {"uploads": [bad, good, worse]} | button)

    said = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "“Page.jpg”: " in said
    assert "“Nothing.jpg”: " in said
    assert "“Creek.jpg”: " not in said
    assert [file.original_name for file in Attachment.objects.filter(draft__isnull=False)] == [
        "Creek.jpg"
    ]
    assert pupil.post(new, TYPED).status_code == 302
    assert Post.objects.get(title="Bridge").attachments.get().original_name == "Creek.jpg"


def test_a_section_removed_meanwhile_is_said_and_the_other_ticks_stay(
    pupil: Client, world: World, new: str
) -> None:
    gone, stays = world.sections[0], world.sections[1]
    actions.remove_section(section_id=gone.pk, by=world.admin.actor, at=world.now)

    answer = pupil.post(new, TYPED | {"sections": [str(gone.pk), str(stays.pk)]})

    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "A section you ticked is not there any more. All else is as you left it." in page
    assert re.search(f'value="{stays.pk}"[^>]*checked', page)
    assert "We built it.</textarea>" in page


def test_back_and_publish_again_is_one_post(pupil: Client, new: str) -> None:
    first = pupil.post(new, TYPED | {"sent_as": form_id(pupil, new)})

    # The browser has filled the form in again; its id is a new one.
    again = TYPED | {"sent_as": form_id(pupil, new)}
    keeps = pupil.post(new.replace("posts/new", "draft"), again)
    second = pupil.post(new, again, follow=True)

    assert keeps.status_code == 200
    assert Post.objects.filter(title="Bridge").count() == 1
    assert second.redirect_chain[0][0] == first.url  # type: ignore[attr-defined] # a redirect
    assert "Your post is published." in second.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "other", [{"title": "Tower"}, {"body": "More."}, {"posted_on": "2026-05-05"}, {"file": True}]
)
def test_what_differs_is_a_post_of_its_own(
    pupil: Client, new: str, other: dict[str, object]
) -> None:
    pupil.post(new, TYPED | {"sent_as": form_id(pupil, new)})

    sent = TYPED | {"sent_as": form_id(pupil, new)} | other
    if sent.pop("file", False):
        sent |= {"uploads": [SimpleUploadedFile("Creek.jpg", jpeg_with_gps(), "image/jpeg")]}
    pupil.post(new, sent)

    assert Post.objects.filter(title__in=["Bridge", "Tower"]).count() == 2


def test_the_same_form_with_other_words_becomes_an_edit_of_its_post(
    pupil: Client, new: str
) -> None:
    sent = TYPED | {"sent_as": form_id(pupil, new)}
    pupil.post(new, sent)
    post = Post.objects.get(title="Bridge")

    answer = pupil.post(new, sent | {"body": "We built it twice."}, follow=True)

    edit = reverse("portfolios:post_edit", kwargs={"post": post.pk})
    assert answer.redirect_chain[0][0] == edit
    page = answer.content.decode()
    assert "This post is published already." in page
    assert "We built it twice.</textarea>" in page
    assert Post.objects.filter(title="Bridge").count() == 1


def test_a_line_break_is_one_character(pupil: Client, new: str) -> None:
    lines = "\r\n".join(["x" * 99] * 200)
    assert len(lines) > 20_000
    assert pupil.post(new, TYPED | {"body": lines}).status_code == 302
    assert len(Post.objects.get(title="Bridge").body) == 19_999

    answer = pupil.post(new, TYPED | {"body": lines + "yy"})
    assert "At most 20,000 characters; these are 20,001." in answer.content.decode()
