"""Workers that come second, die, fall silent or lose their file: no upload is lost with them."""

from collections.abc import Callable
from datetime import timedelta
from typing import IO, NoReturn

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portfolios import tasks
from portfolios.actions import (
    attachments,
    process_attachment,
    retry_attachment,
    sign_of_life,
    waiting_attachments,
)
from portfolios.actions.attachments import LEASE, MOST_TRIES
from portfolios.actions.sign_of_life import SignOfLife
from portfolios.media.progress import Progress
from portfolios.media.sniff import Format
from portfolios.media.video import Film, to_mp4
from portfolios.models import Attachment, MediaState
from spacesedu.lib import clock, queue
from tests.portfolios.films import film
from tests.portfolios.making import again, made_ready, uploaded
from tests.portfolios.pictures import encoded, picture
from tests.world import World

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def test_the_second_worker_finds_nothing_to_do(world: World) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    now = clock.now()

    Attachment.objects.filter(pk=photo.pk).update(started_at=now, alive_at=now)
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


def test_a_file_that_kills_its_worker_three_times_is_given_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    monkeypatch.setattr(attachments, "make", _die)
    now = clock.now()

    for number in range(MOST_TRIES):
        at = now + number * LEASE * 1.1
        assert waiting_attachments(at=at) == [photo.pk]
        with pytest.raises(SystemExit):
            process_attachment(attachment_id=photo.pk, at=at)
        assert again(photo).state() is MediaState.WORKING
        assert waiting_attachments(at=at) == []

    assert waiting_attachments(at=now + LEASE * 5) == []
    assert (again(photo).state(), photo.failure) == (MediaState.FAILED, "stuck")


def test_a_worker_that_gives_signs_of_life_keeps_its_file(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (video,) = uploaded(world, film())
    monkeypatch.setattr(sign_of_life, "EVERY", 0)
    long_ago = clock.now() - 2 * LEASE
    seen: list[int] = []

    def watched() -> None:
        seen.append(again(video).percent)
        assert waiting_attachments(at=clock.now()) == []

    monkeypatch.setattr(sign_of_life.SignOfLife, "_note", _before(watched))
    process_attachment(attachment_id=video.pk, at=long_ago)

    assert again(video).state() is MediaState.READY
    assert seen == sorted(seen)
    assert 50 < seen[-1] < 100


def test_a_worker_whose_file_was_given_away_stops(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (video,) = uploaded(world, film())
    monkeypatch.setattr(sign_of_life, "EVERY", 0)
    others = clock.now()

    def robbed(file: IO[bytes], found: Format, path: str, progress: Progress) -> Film:
        Attachment.objects.filter(pk=video.pk).update(started_at=others, alive_at=others)
        return to_mp4(file, found, path, progress)

    monkeypatch.setattr("portfolios.media.video.to_mp4", robbed)

    assert not process_attachment(attachment_id=video.pk, at=clock.now())
    assert (again(video).state(), video.started_at) == (MediaState.WORKING, others)


def test_a_video_that_takes_too_long_fails_with_words_and_may_be_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_of_life, "EVERY", 0)
    with monkeypatch.context() as busy:
        busy.setattr(sign_of_life, "LONGEST", 0)
        clip = made_ready(world, film())
    assert clip.failure == "slow_video"
    assert clip.stored > 0

    retry_attachment(attachment_id=clip.pk, by=world.student.actor, at=clock.now())
    process_attachment(attachment_id=clip.pk, at=clock.now())
    assert again(clip).state() is MediaState.READY


def test_the_sweep_wakes_a_worker_for_what_was_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (photo,) = uploaded(world, encoded(picture(), "PNG"))
    woken: list[tuple[object, ...]] = []
    monkeypatch.setattr(queue, "wake", lambda *call: woken.append(call))

    tasks.sweep_media()

    assert woken == [("portfolios.tasks.process_attachment", str(photo.pk))]


def _die(*_arguments: object) -> NoReturn:
    raise SystemExit


def _before(first: Callable[..., object]) -> Callable[[SignOfLife, int], bool]:
    """Do the real thing, then look."""
    real = SignOfLife._note

    def both(self: SignOfLife, percent: int) -> bool:
        noted = real(self, percent)
        first()
        return noted

    return both
