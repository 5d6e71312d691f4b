"""What becomes of a video."""

from io import BytesIO
from pathlib import Path

import av
import pytest
from av.video import VideoFrame
from PIL import Image

from portfolios.media import ffmpeg, video
from portfolios.media.accept import examine
from portfolios.media.frames import seen
from portfolios.media.pace import Pace
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.video import Film
from portfolios.models import MediaKind
from tests.portfolios.films import PLACE, film, growing
from tests.portfolios.pictures import BLUE, CAMERA, RED, recording


def made_of(upload: bytes, folder: Path) -> tuple[Film, bytes]:
    path = folder / "made.mp4"
    found = examine(BytesIO(upload), len(upload))
    return video.to_mp4(BytesIO(upload), found, str(path)), path.read_bytes()


def shown(made: bytes) -> list[VideoFrame]:
    with av.open(BytesIO(made), "r") as again:
        return list(again.decode(video=0))


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    "upload",
    [
        pytest.param(film(), id="MOV of a phone"),
        pytest.param(film(kind="mp4"), id="MP4"),
        pytest.param(film(kind="mp4", codec="libx265", pixels="yuv420p10le"), id="10-bit HEVC"),
        pytest.param(film(kind="webm", codec="libvpx", voice="libopus"), id="WebM of a browser"),
        pytest.param(film(codec="mpeg4"), id="QuickTime of an old camera"),
    ],
)
def test_a_video_becomes_what_every_browser_plays(upload: bytes, tmp_path: Path) -> None:
    made, content = made_of(upload, tmp_path)

    with av.open(BytesIO(content), "r") as again:
        picture, sound = again.streams
        assert isinstance(picture, av.VideoStream)
        assert (picture.codec_context.name, picture.profile) == ("h264", "High")
        assert picture.pix_fmt == "yuv420p"
        assert sound.codec_context.name == "aac"
        assert again.duration is not None
        assert 0.9 < again.duration / av.time_base < 1.2
    # It begins to play before all of it is there.
    assert content.index(b"moov") < content.index(b"mdat")
    assert (made.width, made.height, round(made.seconds)) == (160, 120, 1)


def test_place_camera_and_title_are_gone(tmp_path: Path) -> None:
    upload = film()
    assert CAMERA.encode() in upload
    assert PLACE.encode() in upload

    _made, content = made_of(upload, tmp_path)
    for word in (CAMERA, PLACE, "Lavf", "location"):
        assert word.encode() not in content


@pytest.mark.parametrize(
    ("turned", "size", "top"),
    [
        (0, (160, 120), None),
        (90, (120, 160), RED),
        (270, (120, 160), BLUE),
        (180, (160, 120), None),
    ],
)
def test_a_video_stands_as_the_phone_was_held(
    turned: int, size: tuple[int, int], top: tuple[int, int, int] | None, tmp_path: Path
) -> None:
    made, content = made_of(film(turned=turned), tmp_path)

    first = shown(content)[0]
    assert (made.width, made.height) == size == (first.width, first.height)
    assert first.rotation == 0
    picture = seen(first)
    if top is not None:
        assert near(picture.getpixel((60, 5)), top)
    else:
        assert near(picture.getpixel((5, 60)), RED if turned == 0 else BLUE)


def test_a_video_without_sound_stays_without(tmp_path: Path) -> None:
    _made, content = made_of(film(voice=""), tmp_path)

    with av.open(BytesIO(content), "r") as again:
        assert len(again.streams) == 1


@pytest.mark.parametrize(
    ("size", "fits"),
    [((1920, 1080), (1280, 720)), ((1080, 1920), (720, 1280)), ((161, 121), (160, 120))],
)
def test_sides_are_even_and_at_most_1280(
    size: tuple[int, int], fits: tuple[int, int], tmp_path: Path
) -> None:
    made, content = made_of(film(size=size, times=[0, 0.1], pixels="yuv444p"), tmp_path)

    assert (made.width, made.height) == fits
    assert shown(content)[0].width == fits[0]


def test_sixty_pictures_a_second_become_thirty(tmp_path: Path) -> None:
    _made, content = made_of(film(times=[n / 60 for n in range(60)]), tmp_path)

    assert len(shown(content)) == 30


def test_a_screen_recording_keeps_its_own_rhythm(tmp_path: Path) -> None:
    times = [0.0, 0.1, 0.9, 0.95, 2.5]
    _made, content = made_of(film(times=times, voice=""), tmp_path)

    assert [round(frame.time or 0, 2) for frame in shown(content)] == times


def test_the_pace_lets_a_trembling_clock_pass() -> None:
    pace = Pace()
    times = [n / 30 + (0.004 if n % 2 else -0.004) for n in range(1, 31)]

    assert all(pace.takes(at) for at in times)
    assert not pace.takes(times[-1])
    assert not pace.takes(times[-1] + 0.01)


def test_a_cover_shows_what_is_there_after_a_second(tmp_path: Path) -> None:
    made, _content = made_of(film(times=[0, 0.5, 1.0, 1.5], voice=""), tmp_path)

    still = Image.open(BytesIO(made.cover.webp))
    assert (made.cover.width, made.cover.height) == still.size == (160, 120)
    assert near(still.convert("RGB").getpixel((10, 60)), RED)


def test_an_mp4_without_pictures_is_a_recording() -> None:
    upload = recording("mp4", "aac")

    assert examine(BytesIO(upload), len(upload)).kind is MediaKind.AUDIO


def test_a_video_of_more_than_half_an_hour_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video, "LONGEST", 2)
    long = film(times=[0, 1, 2, 4], voice="")

    with pytest.raises(MediaRefusedError) as refused:
        made_of(long, tmp_path)
    assert refused.value.refusal is Refusal.LONG_VIDEO


def test_a_video_that_lies_about_its_length_is_refused_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video, "LONGEST", 2)
    monkeypatch.setattr(ffmpeg, "seconds", lambda _source: 0.0)

    with pytest.raises(MediaRefusedError) as refused:
        made_of(film(times=[0, 1, 2, 4], voice=""), tmp_path)
    assert refused.value.refusal is Refusal.LONG_VIDEO


def test_a_video_whose_pictures_grow_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_of(growing(), tmp_path)
    # Once by the decoder, before it takes the memory, and once by us.
    monkeypatch.setattr(ffmpeg, "_LIMITS", {"max_pixels": "100000"})
    with pytest.raises(MediaRefusedError) as early:
        made_of(growing(), tmp_path)
    monkeypatch.setattr(ffmpeg, "_LIMITS", {})
    monkeypatch.setattr(ffmpeg, "MOST_PIXELS", 100_000)
    with pytest.raises(MediaRefusedError) as late:
        made_of(growing(), tmp_path)

    assert early.value.refusal is late.value.refusal is Refusal.TOO_MANY_PIXELS


def test_a_video_that_is_large_from_the_start_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ffmpeg, "_LIMITS", {"max_pixels": "10000"})

    with pytest.raises(MediaRefusedError) as refused:
        made_of(growing(small=(400, 300)), tmp_path)
    assert refused.value.refusal is Refusal.TOO_MANY_PIXELS


def test_half_a_video_shows_the_half_that_is_there(tmp_path: Path) -> None:
    upload = film(kind="webm", codec="libvpx", voice="")

    made, _content = made_of(upload[: len(upload) * 3 // 4], tmp_path)
    assert 0.3 < made.seconds < 1


def test_whoever_waits_hears_how_far_it_is(tmp_path: Path) -> None:
    upload = film()
    heard: list[float] = []
    found = examine(BytesIO(upload), len(upload))

    video.to_mp4(BytesIO(upload), found, str(tmp_path / "made.mp4"), heard.append)

    assert heard == sorted(heard)
    assert 0.9 < heard[-1] <= 1.05
