"""Two requests about one file at the same instant, on connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from pytest_django import Settings

from portfolios.actions import (
    OtherOffsetError,
    Words,
    add_post,
    begin_upload,
    receive_part,
)
from portfolios.media.parts import local_copy
from portfolios.media.receive import received
from portfolios.models import Attachment, Post, Upload
from portfolios.storage.room import NoRoomError
from spacesedu.lib import clock
from tests.portfolios.pictures import wav
from tests.world import World

ROUNDS = 20
SOUND = wav()
HALF = len(SOUND) // 2

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do all of it at one instant; return what came of each, an error included."""
    start = Barrier(len(works))

    def one(work: Callable[[], object]) -> object:
        try:
            start.wait()
            return work()
        except (OtherOffsetError, NoRoomError) as late:
            return late
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def begin(world: World, size: int = len(SOUND)) -> Upload:
    return begin_upload(
        portfolio_id=world.portfolio.pk,
        post_id=None,
        name="song.wav",
        size=size,
        by=world.student.actor,
        at=clock.now(),
    )


def send(world: World, upload: Upload, offset: int, end: int) -> Upload:
    return receive_part(
        upload_id=upload.pk,
        offset=offset,
        part=BytesIO(SOUND[offset:end]),
        by=world.student.actor,
        at=clock.now(),
    )


def publish(world: World) -> Post:
    now = clock.now()
    words = Words("Song", "", now.date())
    by = world.student.actor
    return add_post(portfolio_id=world.portfolio.pk, words=words, by=by, at=now)


def test_of_two_parts_with_one_beginning_one_is_kept(world: World) -> None:
    for _ in range(ROUNDS):
        upload = begin(world)
        ends = (HALF, HALF - 1000, HALF - 2000)
        came = at_once(*(partial(send, world, upload, 0, end) for end in ends))

        upload.refresh_from_db()
        assert sum(isinstance(one, Upload) for one in came) == 1
        assert upload.parts == 1
        assert upload.received in ends
        whole = send(world, upload, upload.received, len(SOUND))
        with local_copy(whole) as file:
            assert file.read() == SOUND
        publish(world)


def test_a_last_part_that_comes_while_its_post_is_published_is_in_the_post(world: World) -> None:
    for _ in range(ROUNDS):
        upload = begin(world)
        send(world, upload, 0, HALF)
        at_once(partial(send, world, upload, HALF, len(SOUND)), partial(publish, world))

        made = Attachment.objects.get(folder=upload.folder)
        assert made.post is not None
        assert Upload.objects.get(pk=upload.pk).attachment == made


def test_the_last_room_is_given_away_once(world: World, settings: Settings) -> None:
    settings.QUOTA_STUDENT_BYTES = 50_000

    came = at_once(*[partial(begin, world, 30_000)] * 4)

    assert sum(isinstance(one, Upload) for one in came) == 1
    assert sum(isinstance(one, NoRoomError) for one in came) == 3


def test_plain_forms_share_the_last_room_in_turn(world: World, settings: Settings) -> None:
    settings.QUOTA_STUDENT_BYTES = 50_000

    def publish() -> Post:
        words = Words(title="Song", body="", posted_on=clock.now().date())
        with received([ContentFile(wav(2), name="song.wav")], None) as files:
            return add_post(
                portfolio_id=world.portfolio.pk,
                words=words,
                files=files,
                by=world.student.actor,
                at=clock.now(),
            )

    came = at_once(*[publish] * 4)

    assert sum(isinstance(one, Post) for one in came) == 1
    assert sum(isinstance(one, NoRoomError) for one in came) == 3
