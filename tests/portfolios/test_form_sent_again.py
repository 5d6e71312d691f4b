"""A published form comes again: by Back, from a tab left open, or because the answer was lost."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portfolios import actions
from portfolios.models import Draft, Post
from tests.portfolios.pictures import jpeg_with_gps
from tests.portfolios.tabs import Tab, kept_somewhere
from tests.portfolios.writing import words
from tests.world import World

LONG = "All night long I wrote about rivers."


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


@pytest.fixture
def tab(pupil: Client, world: World) -> Tab:
    tab = Tab(pupil, world, "new")
    tab.types("Once", "First")
    assert tab.publish() == 302
    return tab


@pytest.fixture
def post(tab: Tab) -> Post:
    return Post.objects.get(sent_as=str(tab.said["sent_as"]))


@pytest.mark.parametrize("body", ["First", "Second"])
def test_a_file_that_is_new_is_kept_in_an_edit(tab: Tab, post: Post, body: str) -> None:
    photo = SimpleUploadedFile("Creek.jpg", jpeg_with_gps(), "image/jpeg")

    assert tab.publish(body=body, uploads=photo) == 302

    draft = Draft.objects.get(post=post)
    assert [file.original_name for file in draft.attachments.all()] == ["Creek.jpg"]
    page = tab.client.get(reverse("portfolios:post_edit", kwargs={"post": post.pk}))
    assert "Creek.jpg" in page.content.decode()


def test_a_file_that_went_up_afterwards_is_kept_in_an_edit(tab: Tab, post: Post) -> None:
    tab.adds("Song.wav")

    assert tab.publish() == 302

    draft = Draft.objects.get()
    assert draft.post == post
    assert [file.original_name for file in draft.attachments.all()] == ["Song.wav"]


def test_an_open_edit_is_put_aside_and_not_overwritten(tab: Tab, post: Post) -> None:
    edit = reverse("portfolios:draft_edit", kwargs={"post": post.pk})
    tab.client.post(edit, {"title": "Once", "body": LONG, "seen": post.updated_at.isoformat()})

    assert tab.publish(body="First!") == 302

    assert kept_somewhere(LONG)
    assert kept_somewhere("First!")


def test_the_edit_says_which_version_it_was_made_from(tab: Tab, post: Post, world: World) -> None:
    later = post.updated_at.replace(year=2030)
    teacher = world.teacher.actor
    actions.edit_post(post_id=post.pk, words=words("Theirs"), by=teacher, at=later)
    tab.publish(body="Mine")
    edit = reverse("portfolios:post_edit", kwargs={"post": post.pk})
    page = html.unescape(tab.client.get(edit).content.decode())
    seen = page.split('name="seen" value="')[1].split('"')[0]

    sent = {"title": "Once", "body": "Mine", "posted_on": "2026-05-04", "seen": seen}
    assert tab.client.post(edit, sent).status_code == 409
    post.refresh_from_db()
    assert post.title == "Theirs"


def test_what_is_typed_afterwards_is_kept_as_an_edit(tab: Tab, post: Post) -> None:
    tab.types("Once", "A long new ending")

    assert "A+long+new+ending" in Draft.objects.get(post=post).words


def test_its_last_save_that_comes_late_is_not(tab: Tab) -> None:
    tab.types("Once", "First")

    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("link", "is_new"),
    [
        ("example.org/creek/", False),
        ("https://example.org/creek", False),
        ("example.org", True),
    ],
)
def test_a_link_counts_as_it_is_meant(
    pupil: Client, world: World, link: str, *, is_new: bool
) -> None:
    tab = Tab(pupil, world, "new")
    tab.types("Once", "First", **{"link-0-url": "example.org/creek", "link-0-title": ""})
    assert tab.publish() == 302

    tab.types("Once", "First", **{"link-0-url": link})
    assert Draft.objects.exists() == is_new
