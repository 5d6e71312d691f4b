"""What is not taken, and which sentence says why."""

import zipfile
from io import BytesIO

import av
import pytest
from pytest_django import Settings

from portfolios.media.accept import accept
from portfolios.media.photo import renditions
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import JPEG
from tests.portfolios.pictures import PDF, encoded, picture, png_that_claims, wav

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
MP4 = b"\0\0\0\x18ftypisom\0\0\0\1isomavc1" + b"\0" * 64


def a_zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("page.html", HTML)
    return out.getvalue()


def refusal_of(upload: bytes) -> Refusal:
    with pytest.raises(MediaRefusedError) as refused:
        accept(BytesIO(upload), len(upload))
    return refused.value.refusal


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        pytest.param(b"", Refusal.EMPTY, id="nothing at all"),
        pytest.param(SVG, Refusal.UNKNOWN, id="an SVG"),
        pytest.param(HTML, Refusal.UNKNOWN, id="a page named .jpg"),
        pytest.param(a_zip(), Refusal.UNKNOWN, id="a zip named .jpg"),
        pytest.param(PDF + a_zip(), Refusal.UNKNOWN, id="a PDF that is also a zip"),
        pytest.param(b"GIF89a/*" + HTML + b"*/=1;", Refusal.DAMAGED, id="a GIF that is a script"),
        pytest.param(b"\xff\xd8\xff\xe0" + b"\0" * 40, Refusal.DAMAGED, id="a JPEG of zeros"),
        pytest.param(b"%PDF-1.7 no end", Refusal.DAMAGED, id="half a PDF"),
        pytest.param(b"ID3\4" + b"\0" * 400, Refusal.DAMAGED, id="an MP3 without sound"),
        pytest.param(MP4, Refusal.DAMAGED, id="half a video"),
        pytest.param(png_that_claims(20_000, 20_000), Refusal.TOO_MANY_PIXELS, id="400 megapixels"),
        pytest.param(png_that_claims(11_000, 10_000), Refusal.TOO_MANY_PIXELS, id="110 megapixels"),
    ],
)
def test_it_is_refused_for(upload: bytes, reason: Refusal) -> None:
    assert refusal_of(upload) is reason


def test_a_photo_beyond_the_limit_is_too_big(settings: Settings) -> None:
    settings.PHOTO_MAX_BYTES = 1000

    assert refusal_of(encoded(picture(), "PNG")) is Refusal.TOO_BIG


def test_a_playlist_that_names_other_files_is_not_opened() -> None:
    assert refusal_of(b"#EXTM3U\nfile:///etc/passwd\n") is Refusal.UNKNOWN
    assert refusal_of(b"ffconcat version 1.0\nfile /etc/passwd\n") is Refusal.UNKNOWN


def test_a_photo_cut_off_in_transit_is_damaged() -> None:
    upload = encoded(picture(), "JPEG")
    half = BytesIO(upload[: len(upload) // 2])

    with pytest.raises(MediaRefusedError) as refused:
        renditions(half, JPEG)
    assert refused.value.refusal is Refusal.DAMAGED


def test_a_video_is_answered_with_what_can_be_added() -> None:
    out = BytesIO()
    with av.open(out, "w", format="mp4") as made:
        track = made.add_stream("mpeg4", rate=10)
        track.width, track.height, track.pix_fmt = 64, 48, "yuv420p"
        for _ in range(5):
            made.mux(track.encode(av.VideoFrame(64, 48, "yuv420p")))
        made.mux(track.encode(None))

    assert refusal_of(out.getvalue()) is Refusal.VIDEO


def test_a_recording_is_taken() -> None:
    upload = wav()

    assert accept(BytesIO(upload), len(upload)).content_type == "audio/wav"
