"""The files of a post in its form: described, put into order, taken away, all without script."""

import pytest
from django.test import Client
from django.urls import reverse

from portfolios.models import Attachment
from tests import factories as make
from tests.world import World


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


@pytest.fixture
def edit(world: World) -> str:
    return reverse("portfolios:post_edit", kwargs={"post": world.post.pk})


def sent(**more: object) -> dict[str, object]:
    return {"title": "Bridge", "posted_on": "2026-05-04", **more}


def another(world: World, position: int) -> Attachment:
    made: Attachment = make.AttachmentFactory.create(
        post=world.post, position=position, folder=f"aa/another-{position}"
    )
    return made


def test_files_are_put_into_the_order_of_their_numbers(
    pupil: Client, world: World, edit: str
) -> None:
    second, third = another(world, 1), another(world, 2)

    order = {world.photo: 3, second: 1, third: 2}
    numbers = {f"order-{file.pk}": place for file, place in order.items()}
    assert pupil.post(edit, sent(**numbers)).status_code == 302

    assert list(world.post.attachments.all()) == [second, third, world.photo]


def test_a_file_the_form_did_not_know_of_keeps_its_words(
    pupil: Client, world: World, edit: str
) -> None:
    late = another(world, 1)
    Attachment.objects.filter(pk=late.pk).update(alt="A kite", caption="In the wind")

    pupil.post(edit, sent(**{f"alt-{world.photo.pk}": "Me", f"caption-{world.photo.pk}": "Here"}))

    late.refresh_from_db()
    world.photo.refresh_from_db()
    assert (late.alt, late.caption) == ("A kite", "In the wind")
    assert (world.photo.alt, world.photo.caption) == ("Me", "Here")


def test_only_photos_are_asked_what_can_be_seen(pupil: Client, world: World, edit: str) -> None:
    song = make.AttachmentFactory.create(post=world.post, kind="audio", folder="aa/song")

    page = pupil.get(edit).content.decode()
    assert f'name="alt-{world.photo.pk}"' in page
    assert f'name="alt-{song.pk}"' not in page
    assert f'name="caption-{song.pk}"' in page


@pytest.mark.parametrize(
    ("failure", "words", "ours"),
    [
        ("damaged", "This file is damaged and could not be opened.", False),
        ("stuck", "This file could not be made ready.", True),
    ],
)
def test_a_failed_file_says_why_and_is_tried_again_where_it_may_be_our_fault(
    pupil: Client, world: World, edit: str, failure: str, words: str, *, ours: bool
) -> None:
    Attachment.objects.filter(pk=world.photo.pk).update(
        ready_at=None, failed_at=world.now, failure=failure
    )

    page = pupil.get(edit).content.decode()
    assert words in page
    again = reverse("portfolios:retry", kwargs={"attachment": world.photo.pk})
    assert (again in page) is ours


def test_a_preview_is_no_longer_than_a_post(pupil: Client) -> None:
    endless = "[a](" * 5_001
    assert pupil.post(reverse("portfolios:preview"), {"body": endless}).status_code == 413


def test_the_preview_is_what_will_be_shown_and_stores_nothing(pupil: Client, world: World) -> None:
    shown = pupil.post(
        reverse("portfolios:preview"), {"body": "**Hello** <script>alert(1)</script>"}
    )

    assert shown.content.decode().strip() == (
        "<p><strong>Hello</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
    family = Client()
    family.force_login(world.family.user)
    assert family.post(reverse("portfolios:preview"), {"body": "x"}).status_code == 403
