"""An upload on its way to being shown: what becomes of it, and who may try it again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from portfolios import tasks
from portfolios.actions import (
    NothingToTryError,
    ensure_draft,
    process_attachment,
    retry_attachment,
    waiting_attachments,
)
from portfolios.media import make
from portfolios.media.files import NoSuchFile, media_file
from portfolios.media.refusal import MediaRefusedError
from portfolios.models import Attachment, MediaKind, MediaState, Portfolio
from spacesedu.lib import clamav, clock
from tests.portfolios.films import film, moving
from tests.portfolios.making import again, made_ready, stored, uploaded
from tests.portfolios.papers import docx
from tests.portfolios.pictures import PDF, encoded, picture, recording, wav
from tests.portfolios.writing import stored as lies_there
from tests.world import World

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@pytest.mark.parametrize(
    ("upload", "kind", "type_", "names"),
    [
        pytest.param(
            encoded(picture(), "PNG"),
            MediaKind.PHOTO,
            "image/webp",
            {"320.webp", "640.webp", "1280.webp"},
            id="a photo",
        ),
        pytest.param(film(), MediaKind.VIDEO, "video/mp4", {"media", "cover.webp"}, id="a video"),
        pytest.param(
            moving("GIF"), MediaKind.VIDEO, "video/mp4", {"media", "cover.webp"}, id="a moving GIF"
        ),
        pytest.param(wav(), MediaKind.AUDIO, "audio/mpeg", {"media"}, id="a recording"),
        pytest.param(
            recording("mp4", "aac"), MediaKind.AUDIO, "audio/mpeg", {"media"}, id="a voice memo"
        ),
        pytest.param(
            PDF, MediaKind.PDF, "application/pdf", {"media", "cover.webp"}, id="a document"
        ),
        pytest.param(docx(), MediaKind.FILE, f"{WORD}.document", {"media"}, id="a letter"),
    ],
)
def test_a_file_becomes_ready_and_loses_its_upload(
    upload: bytes,
    kind: MediaKind,
    type_: str,
    names: set[str],
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    (one,) = uploaded(world, upload)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.process_attachment(str(one.pk))

    assert (again(one).state(), one.percent) == (MediaState.READY, 100)
    assert (one.kind, one.content_type) == (kind, type_)
    files = stored(one)
    assert set(files) == names
    assert one.stored == sum(len(content) for content in files.values())
    assert not default_storage.exists(f"{one.folder}/upload")
    for name in names:
        asked = "file" if name == "media" else name
        assert default_storage.exists(media_file(world.portfolio.pk, one.pk, asked).storage_name)


def test_a_video_knows_its_size_length_and_cover(world: World) -> None:
    one = made_ready(world, film(turned=90))

    assert (one.width, one.height, one.seconds) == (120, 160, 1)
    assert (one.cover_width, one.cover_height) == (120, 160)


@pytest.mark.parametrize(
    ("upload", "called"), [(film(), "video.mp4"), (docx(), "file.docx"), (PDF, "pdf.pdf")]
)
def test_a_download_has_a_name_of_ours(upload: bytes, called: str, world: World) -> None:
    one = made_ready(world, upload)

    assert media_file(world.portfolio.pk, one.pk, "file").download_name == called


def test_a_document_without_a_first_page_loses_only_its_cover(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "first_page", lambda _file: None)
    one = made_ready(world, PDF)

    assert one.state() is MediaState.READY
    assert one.cover_width is None
    with pytest.raises(NoSuchFile):
        media_file(world.portfolio.pk, one.pk, "cover.webp")


@pytest.mark.parametrize("name", ["file", "upload", "320.jpg", "../1280.webp", "1280.webp "])
def test_a_photo_has_three_addresses_and_no_other(world: World, name: str) -> None:
    with pytest.raises(NoSuchFile):
        media_file(world.portfolio.pk, world.photo.pk, name)


def test_a_file_is_not_found_below_another_portfolio(world: World) -> None:
    with pytest.raises(NoSuchFile):
        media_file(world.classmate_portfolio.pk, world.photo.pk, "640.webp")


def test_a_file_that_our_workers_gave_up_can_be_tried_again(world: World) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    gave_up = Attachment.objects.filter(pk=photo.pk)
    gave_up.update(failed_at=clock.now(), failure="stuck", tries=3)

    retry_attachment(attachment_id=photo.pk, by=world.student.actor, at=clock.now())

    assert (again(photo).state(), photo.tries) == (MediaState.QUEUED, 0)
    assert waiting_attachments(at=clock.now()) == [photo.pk]


def test_a_file_of_a_template_is_tried_again_by_its_makers_alone(world: World) -> None:
    now = clock.now()
    file = Attachment.objects.create(
        district=world.district,
        template=world.template,
        kind=MediaKind.PDF,
        folder="ab/gone",
        created_at=now,
    )
    process_attachment(attachment_id=file.pk, at=now)
    assert again(file).failure == "stuck"

    with pytest.raises(PermissionDenied):
        retry_attachment(attachment_id=file.pk, by=world.student.actor, at=now)
    retry_attachment(attachment_id=file.pk, by=world.admin.actor, at=now)
    assert again(file).state() is MediaState.QUEUED


def test_a_file_of_a_draft_becomes_ready_and_changes_no_page(world: World) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    now = clock.now()
    draft = ensure_draft(
        portfolio_id=world.portfolio.pk, post_id=None, by=world.student.actor, at=now
    )
    Attachment.objects.filter(pk=photo.pk).update(post=None, draft=draft)
    before = Portfolio.objects.get(pk=world.portfolio.pk).content_version

    process_attachment(attachment_id=photo.pk, at=now)

    assert again(photo).state() is MediaState.READY
    assert Portfolio.objects.get(pk=world.portfolio.pk).content_version == before
    with pytest.raises(NoSuchFile):
        media_file(world.portfolio.pk, photo.pk, "320.webp")


def test_a_damaged_photo_keeps_its_reason_and_what_was_sent(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """We may be wrong about it, and it may be the only one there is."""
    whole = encoded(picture(), "JPEG")
    (photo,) = uploaded(world, whole[: len(whole) // 2])

    with django_capture_on_commit_callbacks(execute=True):
        process_attachment(attachment_id=photo.pk, at=clock.now())

    assert (again(photo).state(), photo.failure) == (MediaState.FAILED, "damaged")
    assert photo.stored == len(whole) // 2
    assert default_storage.size(f"{photo.folder}/upload") == photo.stored


def test_a_virus_is_not_kept(
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clamav, "finds_virus", lambda _upload: True)
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    assert lies_there(photo.folder)

    with django_capture_on_commit_callbacks(execute=True):
        process_attachment(attachment_id=photo.pk, at=clock.now())

    assert (again(photo).failure, photo.stored) == ("virus", 0)
    assert not lies_there(photo.folder)


def test_what_was_refused_is_not_tried_again_whoever_asks(world: World) -> None:
    whole = encoded(picture(), "JPEG")
    photo = made_ready(world, whole[: len(whole) // 2])

    with pytest.raises(NothingToTryError, match=r"is damaged .* Trying again changes nothing"):
        retry_attachment(attachment_id=photo.pk, by=world.student.actor, at=clock.now())

    assert (again(photo).state(), photo.tries) == (MediaState.FAILED, 1)


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
