"""Somebody else is quicker: nobody writes over what they have not read, and no word is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portfolios import actions
from portfolios.models import Post
from tests.portfolios.pictures import jpeg_with_gps
from tests.portfolios.writing import words
from tests.world import World


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


def form_of(client: Client, post: Post) -> dict[str, object]:
    """Open the form, and return what it would send."""
    page = client.get(edit(post)).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return {"title": "Mine", "body": "My words", "posted_on": "2026-05-04", "seen": seen}


def edit(post: Post) -> str:
    return reverse("portfolios:post_edit", kwargs={"post": post.pk})


def teacher_changes(world: World, post: Post) -> None:
    theirs = words("Theirs", "Their **words**")
    actions.edit_post(
        post_id=post.pk, words=theirs, by=world.teacher.actor, at=post.updated_at.replace(year=2030)
    )


def test_both_versions_are_on_the_page_and_the_next_save_is_on_purpose(
    pupil: Client, world: World
) -> None:
    sent = form_of(pupil, world.post)
    teacher_changes(world, world.post)

    answer = pupil.post(edit(world.post), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this post" in page
    assert "Their <strong>words</strong>" in page
    assert 'value="Mine"' in page
    assert "My words</textarea>" in page
    world.post.refresh_from_db()
    assert world.post.title == "Theirs"

    again = sent | {"seen": page.split('name="seen" value="')[1].split('"')[0]}
    assert pupil.post(edit(world.post), again).status_code == 302
    world.post.refresh_from_db()
    assert world.post.title == "Mine"


def test_the_draft_of_an_edit_remembers_what_it_was_made_from(pupil: Client, world: World) -> None:
    sent = form_of(pupil, world.post)
    draft = reverse("portfolios:draft_edit", kwargs={"post": world.post.pk})
    pupil.post(draft, sent)
    teacher_changes(world, world.post)

    again = form_of(pupil, world.post)
    assert again["seen"] == sent["seen"]
    assert pupil.post(edit(world.post), again).status_code == 409


def test_a_post_deleted_meanwhile_does_not_take_the_words_with_it(
    pupil: Client, world: World
) -> None:
    sent = form_of(pupil, world.post)
    actions.delete_post(post_id=world.post.pk, by=world.teacher.actor, at=world.now)

    answer = pupil.post(edit(world.post), sent)
    assert answer.status_code == 409
    assert "My words</textarea>" in answer.content.decode()


def test_a_photo_chosen_without_script_is_still_there_after_a_mistake(
    pupil: Client, world: World
) -> None:
    new = reverse("portfolios:post_new", kwargs={"portfolio": world.portfolio.pk})
    photo = SimpleUploadedFile("Creek.jpg", jpeg_with_gps(), "image/jpeg")
    wrong = {"title": "", "posted_on": "2026-05-04", "uploads": [photo], "alt": "A creek"}
    answer = pupil.post(new, wrong)
    assert answer.status_code == 422
    assert "Creek.jpg" in answer.content.decode()

    right = {"title": "Our creek", "posted_on": "2026-05-04"}
    assert pupil.post(new, right).status_code == 302
    kept = Post.objects.get(title="Our creek").attachments.get()
    assert (kept.original_name, kept.alt) == ("Creek.jpg", "A creek")
