"""A file comes in parts, and goes on after a break."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from portfolios.actions import add_post
from portfolios.actions.draft import Words
from portfolios.media.parts import local_copy
from portfolios.models import Attachment, MediaKind, Upload
from spacesedu.lib import clock
from tests.portfolios import tus
from tests.portfolios.pictures import encoded, picture, wav
from tests.world import World

PART = 4096
SOUND = wav()


@pytest.fixture(autouse=True)
def _small_parts(settings: Settings) -> None:
    settings.UPLOAD_PART_BYTES = PART


@pytest.fixture
def pupil(client: Client, world: World) -> Client:
    """The student's browser."""
    client.force_login(world.student.user)
    return client


def test_a_file_in_parts_is_a_file_of_the_draft(
    pupil: Client,
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND), "My song.wav")
    with django_capture_on_commit_callbacks() as woken:
        last = tus.send_all(pupil, url, SOUND, PART)

    made = Attachment.objects.get(draft__author=world.student.user)
    assert last["Upload-Attachment"] == str(made.pk)
    assert (made.kind, made.original_name) == (MediaKind.AUDIO, "My song.wav")
    assert made.size == made.stored == len(SOUND)
    assert made.parts == 4
    with local_copy(made) as whole:
        assert whole.read() == SOUND
    assert len(woken) == 1
    asked = tus.ask(pupil, url)
    assert asked["Upload-Offset"] == asked["Upload-Length"] == str(len(SOUND))
    assert asked["Upload-Attachment"] == str(made.pk)


def test_after_a_break_the_browser_learns_where_to_go_on(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:1000])
    tus.send(pupil, url, 1000, SOUND[1000:1500])

    asked = tus.ask(pupil, url)

    assert asked.status_code == 200
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("1500", str(len(SOUND)))
    assert asked["Upload-Metadata"] == "filename Y2xpcC53YXY="
    assert "no-store" in asked["Cache-Control"]
    assert asked["Tus-Resumable"] == "1.0.0"


def test_what_is_sent_beyond_one_part_is_left_for_the_next(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))

    response = tus.send(pupil, url, 0, SOUND)

    assert (response.status_code, response["Upload-Offset"]) == (204, str(PART))


def test_nothing_is_stored_beyond_the_announced_end(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, 1000)

    response = tus.send(pupil, url, 0, SOUND)

    assert response["Upload-Offset"] == "1000"
    assert default_storage.size(f"{tus.upload_at(url).folder}/upload") == 1000


def test_a_part_sent_twice_is_counted_once(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:1000])

    assert tus.send(pupil, url, 0, SOUND[:1000]).status_code == 409
    assert tus.ask(pupil, url)["Upload-Offset"] == "1000"


def test_a_kind_is_told_even_if_the_connection_breaks_after_a_few_bytes(
    pupil: Client, world: World
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:3])
    tus.send(pupil, url, 3, SOUND[3:200])

    offset = 200
    while offset < len(SOUND):
        offset = int(tus.send(pupil, url, offset, SOUND[offset:])["Upload-Offset"])

    assert tus.upload_at(url).attachment is not None


def test_a_file_that_arrives_after_its_post_was_published_is_in_the_post(
    pupil: Client, world: World
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:PART])
    now = clock.now()
    post = add_post(
        portfolio_id=world.portfolio.pk,
        words=Words("Song", "", now.date()),
        by=world.student.actor,
        at=now,
    )

    offset = PART
    while offset < len(SOUND):
        offset = int(tus.send(pupil, url, offset, SOUND[offset:])["Upload-Offset"])

    assert post.attachments.get() == tus.upload_at(url).attachment


def test_a_file_for_a_post_that_is_edited_is_in_the_draft_of_the_edit(
    pupil: Client, world: World
) -> None:
    url = tus.begun(pupil, world.post, len(SOUND))
    tus.send_all(pupil, url, SOUND, PART)

    made = tus.upload_at(url).attachment
    assert made is not None
    assert made.draft is not None
    assert made.draft.post == world.post


def test_a_file_given_up_is_gone_from_storage(
    pupil: Client,
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send(pupil, url, 0, SOUND[:1000])
    tus.send(pupil, url, 1000, SOUND[1000:2000])
    folder = tus.upload_at(url).folder

    with django_capture_on_commit_callbacks(execute=True):
        assert pupil.delete(url, headers=tus.VERSION).status_code == 204

    assert not default_storage.exists(f"{folder}/upload")
    assert not default_storage.exists(f"{folder}/upload.1")
    assert tus.ask(pupil, url).status_code == 404


def test_a_file_given_up_too_late_leaves_the_draft(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, len(SOUND))
    tus.send_all(pupil, url, SOUND, PART)

    pupil.delete(url, headers=tus.VERSION)

    assert not Attachment.objects.kept().filter(draft__author=world.student.user).exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\maya\\song.wav", "song.wav"),
        ("so\x00ng\u202egpj.exe", "songgpj.exe"),
        ("x" * 300 + ".wav", "x" * 251 + ".wav"),
        ("  chanson d’été.wav ", "chanson d’été.wav"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_far_as_it_can_be_seen(
    pupil: Client, world: World, name: str, kept: str
) -> None:
    assert tus.upload_at(tus.begun(pupil, world.portfolio, 100, name)).name == kept


PAGE = b"<!doctype html><script>alert(1)</script>" + b" " * 4000


@pytest.mark.parametrize(
    ("content", "status", "words"),
    [
        pytest.param(PAGE, 422, "Web pages", id="a page named .mp4"),
        pytest.param(encoded(picture(), "PNG"), 413, "too big", id="a huge photo"),
    ],
)
def test_what_is_not_taken_is_refused_at_its_first_part(
    pupil: Client, world: World, settings: Settings, content: bytes, status: int, words: str
) -> None:
    settings.PHOTO_MAX_BYTES = 10_000
    url = tus.begun(pupil, world.portfolio, 1_000_000, "film.mp4")

    response = tus.send(pupil, url, 0, content[:PART])

    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")
    assert words in response.content.decode()
    assert tus.send(pupil, url, 0, content[:PART]).status_code == status
    assert tus.ask(pupil, url).status_code == status


def test_what_has_come_of_a_refused_file_is_deleted(
    pupil: Client,
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    url = tus.begun(pupil, world.portfolio, 1_000_000)
    folder = tus.upload_at(url).folder
    tus.send(pupil, url, 0, PAGE[:30])
    assert default_storage.exists(f"{folder}/upload")

    with django_capture_on_commit_callbacks(execute=True):
        assert tus.send(pupil, url, 30, PAGE[30:]).status_code == 422

    assert not default_storage.exists(f"{folder}/upload")


def test_a_draft_has_a_limited_number_of_files(
    pupil: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portfolios.actions.uploads.MOST_FILES", 2)
    tus.begun(pupil, world.portfolio, 100)
    tus.begun(pupil, world.portfolio, 100)

    refused = tus.begin(pupil, world.portfolio, 100)

    assert refused.status_code == 422
    assert refused.content.decode() == "A post can have 2 files at a time."
    assert Upload.objects.count() == 2


def test_nothing_is_written_by_asking(pupil: Client, world: World) -> None:
    url = tus.begun(pupil, world.portfolio, 100)
    before = tus.upload_at(url).expires_at

    tus.ask(pupil, url)

    assert tus.upload_at(url).expires_at == before
