"""An upload on its way to being shown: claimed once, lost by nobody."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoCaptureOnCommitCallbacks

from portfolios import tasks
from portfolios.actions import Words, add_post, process_attachment, waiting_attachments
from portfolios.actions.attachments import LEASE
from portfolios.media.files import NoSuchFile, media_file
from portfolios.media.receive import received
from portfolios.media.refusal import MediaRefusedError
from portfolios.models import Attachment, MediaState
from spacesedu.lib import clock, queue
from tests.portfolios.pictures import PDF, encoded, picture, wav
from tests.world import World


def uploaded(world: World, *contents: bytes) -> list[Attachment]:
    """A post by the student with these files."""
    now = clock.now()
    words = Words("Work", "", now.date())
    uploads = [SimpleUploadedFile(f"file{n}", one) for n, one in enumerate(contents)]
    with received(uploads) as files:
        post = add_post(
            portfolio_id=world.portfolio.pk,
            words=words,
            files=files,
            by=world.student.actor,
            at=now,
        )
    return list(post.attachments.order_by("position"))


def again(attachment: Attachment) -> Attachment:
    attachment.refresh_from_db()
    return attachment


def test_photo_recording_and_pdf_become_ready_and_lose_their_upload(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    files = uploaded(world, encoded(picture(), "PNG"), wav(), PDF)
    with django_capture_on_commit_callbacks(execute=True):
        for one in files:
            tasks.process_attachment(str(one.pk))

    photo, sound, paper = (again(one) for one in files)
    assert (photo.width, photo.height, photo.content_type) == (1280, 960, "image/webp")
    assert sound.content_type == "audio/mpeg"
    assert 0 < paper.size < 10 * len(PDF)
    for one, name in ((photo, "640.webp"), (sound, "file"), (paper, "file")):
        assert one.state() is MediaState.READY
        stored = media_file(world.portfolio, one.pk, name)
        assert default_storage.exists(stored.storage_name)
        assert not default_storage.exists(f"{one.folder}/upload")


@pytest.mark.parametrize("name", ["file", "upload", "320.jpg", "../1280.webp", "1280.webp "])
def test_a_photo_has_three_addresses_and_no_other(world: World, name: str) -> None:
    with pytest.raises(NoSuchFile):
        media_file(world.portfolio, world.photo.pk, name)


def test_a_file_is_not_found_below_another_portfolio(world: World) -> None:
    with pytest.raises(NoSuchFile):
        media_file(world.classmate_portfolio, world.photo.pk, "640.webp")


def test_the_second_worker_finds_nothing_to_do(world: World) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    now = clock.now()

    Attachment.objects.filter(pk=photo.pk).update(started_at=now)
    assert not process_attachment(attachment_id=photo.pk, at=now)
    later = now + LEASE + timedelta(seconds=1)
    assert process_attachment(attachment_id=photo.pk, at=later)
    assert not process_attachment(attachment_id=photo.pk, at=later)
    assert again(photo).state() is MediaState.READY


def test_a_half_finished_try_is_written_over(world: World) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    default_storage.save(f"{photo.folder}/640.webp", ContentFile(b"half"))

    process_attachment(attachment_id=photo.pk, at=clock.now())

    with default_storage.open(f"{photo.folder}/640.webp") as made:
        assert made.read(4) == b"RIFF"


def test_a_file_that_kills_its_worker_is_given_up_after_a_while(world: World) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    now = clock.now()
    Attachment.objects.filter(pk=photo.pk).update(started_at=now)

    assert waiting_attachments(at=now) == []
    assert waiting_attachments(at=now + LEASE * 1.1) == [photo.pk]
    assert waiting_attachments(at=now + LEASE * 5) == []
    assert again(photo).state() is MediaState.FAILED


def test_a_damaged_photo_fails_with_its_reason_and_keeps_the_upload(world: World) -> None:
    whole = encoded(picture(), "JPEG")
    (photo,) = uploaded(world, whole[: len(whole) // 2])

    process_attachment(attachment_id=photo.pk, at=clock.now())

    assert (again(photo).state(), photo.failure) == (MediaState.FAILED, "damaged")
    assert default_storage.exists(f"{photo.folder}/upload")


def test_the_sweep_wakes_a_worker_for_what_was_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    woken: list[tuple[object, ...]] = []
    monkeypatch.setattr(queue, "wake", lambda *call: woken.append(call))

    tasks.sweep_media()

    assert woken == [("portfolios.tasks.process_attachment", str(photo.pk))]


def test_one_wrong_file_leaves_none_behind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    save = default_storage.save

    def keep(name: str, content: "File[bytes]") -> str:
        kept.append(name)
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", keep)

    with pytest.raises(MediaRefusedError):
        uploaded(world, encoded(picture(), "PNG"), b"<html>")

    assert len(kept) == 1
    assert not default_storage.exists(kept[0])
