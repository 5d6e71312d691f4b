"""What becomes of a GIF, WebP or PNG that moves."""

import struct
from io import BytesIO
from pathlib import Path

import av
import pytest
from PIL import Image
from pytest_django import Settings

from portfolios.media import animation
from portfolios.media.accept import examine
from portfolios.media.frames import seen
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.video import Film
from portfolios.models import MediaKind
from tests.portfolios.films import moving
from tests.portfolios.pictures import CAMERA, encoded, picture


def is_red(picture: Image.Image) -> bool:
    pixel = picture.getpixel((50, 38))
    assert isinstance(pixel, tuple)
    return pixel[0] > 100


def made_of(upload: bytes, folder: Path) -> tuple[Film, bytes]:
    path = folder / "made.mp4"
    found = examine(BytesIO(upload), len(upload))
    assert found.kind is MediaKind.VIDEO
    return animation.to_mp4(BytesIO(upload), found, str(path)), path.read_bytes()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_becomes_a_silent_video(kind: str, tmp_path: Path) -> None:
    made, content = made_of(moving(kind), tmp_path)

    with av.open(BytesIO(content), "r") as again:
        assert [stream.type for stream in again.streams] == ["video"]
        shown = [seen(frame) for frame in again.decode(video=0)]
    assert (made.width, made.height) == shown[0].size == (100, 76)
    assert round(made.seconds, 1) == 1.2
    reds = [is_red(frame) for frame in shown]
    assert reds == [True, False, True, False, True, False, False]
    assert Image.open(BytesIO(made.cover.webp)).size == (100, 76)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_still_one_is_a_photo(kind: str) -> None:
    upload = encoded(picture(200, 100), kind)

    assert examine(BytesIO(upload), len(upload)).kind is MediaKind.PHOTO


def test_a_comment_in_it_is_gone(tmp_path: Path) -> None:
    upload = moving("GIF", comment=CAMERA.encode())
    assert CAMERA.encode() in upload

    assert CAMERA.encode() not in made_of(upload, tmp_path)[1]


def test_a_picture_in_a_hurry_is_shown_as_browsers_do(tmp_path: Path) -> None:
    made, _content = made_of(moving("GIF", milliseconds=10), tmp_path)

    assert round(made.seconds, 1) == 0.6


def test_a_moving_picture_with_too_many_pixels_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(animation, "MOST_PIXELS", 6 * 101 * 75 - 1)

    with pytest.raises(MediaRefusedError) as refused:
        made_of(moving("GIF"), tmp_path)
    assert refused.value.refusal is Refusal.TOO_MANY_PIXELS


def test_a_moving_picture_that_grows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = bytearray(moving("GIF"))
    # The last picture says that it is much larger than those before.
    last = upload.rindex(b"\x2c\0\0\0\0" + struct.pack("<HH", 101, 75))
    struct.pack_into("<HH", upload, last + 5, 5000, 2000)
    monkeypatch.setattr(animation, "MOST_PIXELS", 1_000_000)

    with pytest.raises(MediaRefusedError) as refused:
        made_of(bytes(upload), tmp_path)
    assert refused.value.refusal is Refusal.TOO_MANY_PIXELS


def test_a_moving_picture_is_weighed_as_a_photo(settings: Settings) -> None:
    settings.PHOTO_MAX_BYTES = 100
    upload = moving("GIF")

    with pytest.raises(MediaRefusedError) as refused:
        examine(BytesIO(upload), len(upload))
    assert refused.value.refusal is Refusal.TOO_BIG
