"""Adding, editing, deleting and bringing back posts; the Summary Statement."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from districts.models import AuditEvent
from portfolios.actions import process_attachment
from portfolios.models import Attachment, MediaState, Post
from spacesedu.lib import clock
from tests.portfolios.pictures import encoded, jpeg_with_gps, picture
from tests.world import World


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


def address(world: World, name: str = "page") -> str:
    return reverse(f"portfolios:{name}", kwargs={"portfolio": world.portfolio.pk})


def of_post(name: str, post: Post) -> str:
    return reverse(f"portfolios:post_{name}", kwargs={"post": post.pk})


def words(world: World, **more: object) -> dict[str, object]:
    return {"title": "Bridge", "body": "We built it.", "posted_on": "2026-05-04", **more}


def test_a_student_adds_a_post_with_a_photo(
    pupil: Client,
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    photo = SimpleUploadedFile("My street.jpg", jpeg_with_gps(), "image/jpeg")
    sections = [str(section.pk) for section in world.sections[:2]]

    sent = words(world, sections=sections, uploads=[photo], alt="A bridge of paper")
    assert pupil.post(address(world, "post_new"), sent).status_code == 302

    post = Post.objects.get(title="Bridge")
    assert post.author_id == world.student.user.pk
    assert {row.section_id for row in post.section_rows.all()} == {
        section.pk for section in world.sections[:2]
    }
    attachment = post.attachments.get()
    assert (attachment.alt, attachment.state()) == ("A bridge of paper", MediaState.QUEUED)
    html = pupil.get(address(world)).content.decode()
    assert "Waiting to be made ready." in html
    assert str(attachment.pk) not in html.replace(f"/files/{attachment.pk}", "")

    with django_capture_on_commit_callbacks(execute=True):
        process_attachment(attachment_id=attachment.pk, at=clock.now())
    html = pupil.get(address(world)).content.decode()
    assert f"media/{attachment.pk}/640.webp" in html
    assert "My street" not in html
    assert not default_storage.exists(f"{attachment.folder}/upload")
    assert AuditEvent.objects.filter(verb="post.added", subject_id=str(post.pk)).exists()


def test_a_wrong_file_costs_no_typed_word(pupil: Client, world: World) -> None:
    page = SimpleUploadedFile("holiday.jpg", b"<html><script>", "image/jpeg")

    answer = pupil.post(address(world, "post_new"), words(world, uploads=[page]))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "“holiday.jpg”" in html
    assert "We built it." in html
    assert not Post.objects.filter(title="Bridge").exists()


def test_more_than_a_request_may_bring_is_refused_unread(
    pupil: Client, world: World, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = 10_000
    photo = SimpleUploadedFile("big.jpg", b"\xff\xd8\xff" + bytes(20_000), "image/jpeg")

    assert pupil.post(address(world, "post_new"), words(world, uploads=[photo])).status_code == 400
    assert not Post.objects.filter(title="Bridge").exists()


def test_a_post_without_a_title_says_so(pupil: Client, world: World) -> None:
    answer = pupil.post(address(world, "post_new"), words(world, title=""))

    assert answer.status_code == 422
    assert "Please look at this again" in answer.content.decode()


def test_sections_of_other_templates_are_not_taken(pupil: Client, world: World) -> None:
    sent = words(world, sections=[str(world.other.sections[0].pk)])

    assert pupil.post(address(world, "post_new"), sent).status_code == 422


def test_a_script_in_a_post_never_runs(pupil: Client, world: World) -> None:
    body = "<script>alert(1)</script> [x](javascript:alert(1))"
    pupil.post(address(world, "post_new"), words(world, body=body))

    html = pupil.get(address(world)).content.decode()
    assert "<script>alert" not in html
    assert 'href="javascript' not in html


def test_a_student_edits_words_and_takes_a_photo_away(pupil: Client, world: World) -> None:
    form = pupil.get(of_post("edit", world.post)).content.decode()
    assert f'name="remove-{world.photo.pk}"' in form

    sent = words(world, **{f"alt-{world.photo.pk}": "Me", f"remove-{world.photo.pk}": "on"})
    assert pupil.post(of_post("edit", world.post), sent).status_code == 302

    html = pupil.get(address(world)).content.decode()
    assert "Bridge" in html
    assert str(world.photo.pk) not in html
    media = f"{address(world)}media/{world.photo.pk}/640.webp"
    assert pupil.get(media).status_code == 404


def test_a_deleted_post_is_gone_for_everybody_and_undo_brings_it_back(
    pupil: Client, world: World
) -> None:
    asked = pupil.get(of_post("delete", world.post)).content.decode()
    assert world.post.title in asked

    after = pupil.post(of_post("delete", world.post), follow=True).content.decode()
    assert "Undo" in after
    assert f"{world.photo.pk}" not in after
    parent = Client()
    parent.force_login(world.family.user)
    assert world.post.title not in parent.get(address(world)).content.decode()

    restored = pupil.post(of_post("restore", world.post), follow=True).content.decode()
    assert f"media/{world.photo.pk}/640.webp" in restored


def test_the_teacher_writes_and_another_teacher_does_not(client: Client, world: World) -> None:
    client.force_login(world.teacher.user)
    assert client.post(address(world, "post_new"), words(world)).status_code == 302
    client.force_login(world.colleague.user)
    assert client.post(address(world, "post_new"), words(world)).status_code == 404
    assert Post.objects.filter(title="Bridge").count() == 1


@pytest.mark.parametrize("verb", ["edit", "delete", "restore"])
@pytest.mark.parametrize(
    ("persona", "status"), [("family", 403), ("admin", 403), ("colleague", 404)]
)
def test_nobody_else_changes_a_post(
    client: Client, world: World, verb: str, persona: str, status: int
) -> None:
    client.force_login(getattr(world, persona).user)

    assert client.post(of_post(verb, world.post), words(world)).status_code == status


def test_a_summary_of_5001_characters_keeps_every_one_of_them_in_the_form(
    pupil: Client, world: World
) -> None:
    page = address(world, "summary")
    answer = pupil.post(page, {"summary": "x" * 5001})

    assert answer.status_code == 422
    assert "x" * 5001 in answer.content.decode()
    assert "this one has 5,001" in answer.content.decode()

    assert pupil.post(page, {"summary": "x" * 5000}).status_code == 302
    world.portfolio.refresh_from_db()
    assert len(world.portfolio.summary) == 5000


def test_every_change_makes_a_new_version_of_the_page(pupil: Client, world: World) -> None:
    versions = [world.portfolio.content_version]
    for page, sent in (
        (address(world, "post_new"), words(world)),
        (address(world, "summary"), {"summary": "New"}),
        (of_post("delete", world.post), {}),
        (of_post("restore", world.post), {}),
    ):
        pupil.post(page, sent)
        world.portfolio.refresh_from_db()
        versions.append(world.portfolio.content_version)

    assert versions == sorted(set(versions))


def test_the_date_begins_with_today_where_the_school_is(pupil: Client, world: World) -> None:
    html = pupil.get(address(world, "post_new")).content.decode()

    today = clock.local_date(clock.now(), world.district.zone)
    found = re.search(r'name="posted_on" value="([\d-]+)"', html)
    assert found is not None
    assert found[1] == today.isoformat()


def test_a_failed_picture_is_shown_to_its_writers_alone_and_can_be_tried_again(
    pupil: Client, world: World
) -> None:
    photo = SimpleUploadedFile("half.png", encoded(picture(), "PNG"), "image/png")
    pupil.post(address(world, "post_new"), words(world, uploads=[photo]))
    attachment = Attachment.objects.get(post__title="Bridge")
    default_storage.delete(f"{attachment.folder}/upload")
    process_attachment(attachment_id=attachment.pk, at=clock.now())

    html = pupil.get(address(world)).content.decode()
    assert "Not shown" in html
    parent = Client()
    parent.force_login(world.family.user)
    shown = parent.get(address(world)).content.decode()
    assert "half.png" not in shown
    assert "Not shown" not in shown

    again = reverse("portfolios:retry", kwargs={"attachment": attachment.pk})
    assert parent.post(again).status_code == 403
    assert pupil.post(again).status_code == 302
    attachment.refresh_from_db()
    assert attachment.state() is MediaState.QUEUED
