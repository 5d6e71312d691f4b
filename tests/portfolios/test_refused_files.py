"""What is not taken, and which sentence says why."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from portfolios.media.accept import accept
from portfolios.media.photo import renditions
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import JPEG
from tests.portfolios.pictures import PDF, encoded, picture, png_that_claims, wav

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
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


REFUSED = [
    pytest.param(b"", Refusal.EMPTY, id="nothing at all"),
    pytest.param(SVG, Refusal.WEB_PAGE, id="an SVG"),
    pytest.param(b"\n<?xml version='1.0'?>" + SVG, Refusal.WEB_PAGE, id="an SVG with a head"),
    pytest.param(HTML, Refusal.WEB_PAGE, id="a page named .mp4"),
    pytest.param(b"\xef\xbb\xbf <HTML>", Refusal.WEB_PAGE, id="a page of the nineties"),
    pytest.param(b"plain words", Refusal.UNKNOWN, id="a text"),
    pytest.param(a_zip(), Refusal.ARCHIVE, id="a zip named .jpg"),
    pytest.param(b"Rar!\x1a\x07", Refusal.ARCHIVE, id="another archive"),
    pytest.param(PDF + a_zip(), Refusal.TWO_IN_ONE, id="a PDF that is also a zip"),
    pytest.param(encoded(picture(9, 9), "GIF") + a_zip(), Refusal.TWO_IN_ONE, id="a GIF and zip"),
    pytest.param(OLD_WORD, Refusal.OLD_OFFICE, id="a .doc"),
    pytest.param(b"{\\rtf1 words}", Refusal.OLD_OFFICE, id="rich text"),
    pytest.param(b"RIFF\0\0\0\0AVI LIST", Refusal.OTHER_VIDEO, id="an AVI"),
    pytest.param(b"\x1a\x45\xdf\xa3matroska", Refusal.OTHER_VIDEO, id="an MKV"),
    pytest.param(b"GIF89a/*" + HTML + b"*/=1;", Refusal.DAMAGED, id="a GIF that is a script"),
    pytest.param(b"\xff\xd8\xff\xe0" + b"\0" * 40, Refusal.DAMAGED, id="a JPEG of zeros"),
    pytest.param(b"%PDF-1.7 no end", Refusal.DAMAGED, id="half a PDF"),
    pytest.param(b"ID3\4" + b"\0" * 400, Refusal.DAMAGED, id="an MP3 without sound"),
    pytest.param(MP4, Refusal.DAMAGED, id="half a video"),
    pytest.param(png_that_claims(20_000, 20_000), Refusal.TOO_MANY_PIXELS, id="400 megapixels"),
    pytest.param(png_that_claims(11_000, 10_000), Refusal.TOO_MANY_PIXELS, id="110 megapixels"),
]


@pytest.mark.parametrize(("upload", "reason"), REFUSED)
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


def test_a_recording_is_taken() -> None:
    upload = wav()

    assert accept(BytesIO(upload), len(upload)).content_type == "audio/wav"


def test_every_reason_says_what_is_the_matter_in_a_sentence() -> None:
    for reason in Refusal:
        assert str(reason.label).endswith(".")
        assert len(reason.value) <= 30


STARTS = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-", b"ID3", b"PK\x03\x04"]
STARTS += [b"RIFF\0\0\0\0WEBP", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x18ftypisom", b"\0\0\0\x18ftypheic"]
STARTS += [b"\x1a\x45\xdf\xa3webm", OLD_WORD[:40], b"\xff\xfb\x90"]


@given(st.sampled_from(STARTS), st.binary(max_size=600))
def test_whatever_comes_is_known_or_refused(start: bytes, rest: bytes) -> None:
    """No file ends the worker that looks at it."""
    upload = start + rest
    with suppress(MediaRefusedError):
        accept(BytesIO(upload), len(upload))
