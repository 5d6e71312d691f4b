"""When the machine fails at a good file, the file is kept, and made ready at another try."""

import errno
import os
import shutil
import subprocess
from functools import partial
from typing import IO, NoReturn

import pytest

from portfolios.actions import process_attachment, retry_attachment
from portfolios.media import child, make, photo, video
from portfolios.media.office import pictures
from portfolios.media.progress import Progress
from portfolios.media.sniff import Format
from portfolios.media.states import may_be_tried_again
from portfolios.media.video import Film, to_mp4
from portfolios.models import Attachment, MediaState
from spacesedu.lib import clock
from tests.portfolios.films import film, moving
from tests.portfolios.making import again, made_ready
from tests.portfolios.papers import docx
from tests.portfolios.pictures import PDF, encoded, picture, wav
from tests.portfolios.writing import stored
from tests.world import World

pytestmark = pytest.mark.usefixtures("whole_commits")


@pytest.fixture
def whole_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done at a commit is done at once: a test commits nothing."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda done, **_options: done())


def is_kept(file: Attachment) -> bool:
    """It failed, but its upload lies there, and Retry is offered."""
    failed = again(file).state() is MediaState.FAILED
    return failed and may_be_tried_again(file) and stored(file.folder) and file.stored > 0


def tried_again(world: World, file: Attachment) -> MediaState:
    retry_attachment(attachment_id=file.pk, by=world.student.actor, at=clock.now())
    process_attachment(attachment_id=file.pk, at=clock.now())
    return again(file).state()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a disk that is always full")  # noqa: PTH110
def test_a_full_disk_damages_no_video(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def to_a_full_disk(file: IO[bytes], found: Format, _path: str, progress: Progress) -> Film:
        return to_mp4(file, found, "/dev/full", progress)

    with monkeypatch.context() as full:
        full.setattr(video, "to_mp4", to_a_full_disk)
        clip = made_ready(world, film(times=[number / 30 for number in range(90)]))
    assert clip.failure == "stuck"
    assert is_kept(clip)

    assert tried_again(world, clip) is MediaState.READY


@pytest.mark.parametrize("upload", [film(), moving("GIF"), wav(), PDF, docx()])
def test_a_disk_that_is_full_from_the_start_damages_nothing(
    upload: bytes, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(shutil, "copyfileobj", _full)
        file = made_ready(world, upload)
    assert is_kept(file)

    assert tried_again(world, file) is MediaState.READY


def test_a_document_whose_process_was_killed_is_not_too_big(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = child.start

    def killed(program: str, *, stdin: IO[bytes], stdout: IO[bytes]) -> subprocess.Popen[bytes]:
        process = start(program, stdin=stdin, stdout=stdout)
        process.kill()
        return process

    with monkeypatch.context() as short_of_memory:
        short_of_memory.setattr(child, "start", killed)
        document = made_ready(world, PDF)
    assert document.failure == "stuck"
    assert is_kept(document)

    assert tried_again(world, document) is MediaState.READY


def test_a_process_that_cannot_even_begin_says_nothing_about_the_document(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = partial(child.start, "portfolios.media.pdf.no_such_program")

    with monkeypatch.context() as broken:
        broken.setattr(child, "start", lambda _program, **files: nowhere(**files))
        assert is_kept(made_ready(world, PDF))


@pytest.mark.parametrize("where", ["_shrink", "_fitted"])
def test_a_machine_without_memory_damages_no_photo(
    where: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as short_of_memory:
        short_of_memory.setattr(photo, where, _no_memory)
        shot = made_ready(world, encoded(picture(), "PNG"))
    assert shot.failure == "stuck"
    assert is_kept(shot)

    assert tried_again(world, shot) is MediaState.READY


def test_no_photo_in_a_letter_turns_white_for_want_of_memory(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned = docx(**{"word/media/image2.tif": encoded(picture(), "TIFF")})
    with monkeypatch.context() as short_of_memory:
        short_of_memory.setattr(pictures, "_saved", _no_memory)
        assert is_kept(made_ready(world, scanned))


def test_a_storage_that_takes_nothing_more_loses_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(make, "put", _full)
        assert is_kept(made_ready(world, encoded(picture(), "PNG")))


def _full(*_arguments: object) -> NoReturn:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _no_memory(*_arguments: object) -> NoReturn:
    raise MemoryError
