"""Of what a camera, a phone or a program wrote into a file, not one byte is stored to be sent."""

import re
from collections.abc import Callable
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image, ImageCms

from portfolios.models import MediaState
from tests.portfolios import notes
from tests.portfolios.documents import unpacked
from tests.portfolios.films import PLACE, film, moving
from tests.portfolios.making import made_ready, stored
from tests.portfolios.papers import CANARY, docx, open_document, pptx, xlsx
from tests.portfolios.pictures import CAMERA, encoded, jpeg_with_gps, picture, recording
from tests.portfolios.test_documents import CANARY as AUTHOR
from tests.portfolios.test_documents import document, document_with
from tests.world import World

TAGS = re.compile(
    rb"Exif\0\0|EXIF|eXIf|http://ns\.adobe\.com|xmpmeta|XMP |iTXt|tEXt|ICC_PROFILE|iCCP|ICCP"
    rb"|8BIM|Photoshop|\xa9xyz|TIT2|udtamoov|creationdate"
)
SECRETS = [
    one.encode(code) for one in (CAMERA, PLACE, CANARY, AUTHOR) for code in ("utf-8", "utf-16-le")
]

MARKS = [notes.MARK.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]


def exif() -> bytes:
    notes = Image.Exif()
    notes[0x010F], notes[0x013B] = CAMERA, CANARY
    notes.get_ifd(0x8825).update({1: "N", 2: (51.0, 17.0, 53.0), 3: "W", 4: (117.0, 10.0, 1.0)})
    return notes.tobytes()


def noted(kind: str, mode: str = "RGB") -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()
    options = {"exif": exif(), "icc_profile": profile, "xmp": xmp}
    return encoded(picture(400, 300, mode), kind, **options)


def heic() -> bytes:
    out = BytesIO()
    pillow_heif.from_pillow(picture(400, 300)).save(out, exif=exif())
    return out.getvalue()


@pytest.mark.parametrize(
    "upload",
    [
        pytest.param(jpeg_with_gps(orientation=8), id="a JPEG held sideways"),
        pytest.param(noted("JPEG"), id="a JPEG with a profile"),
        pytest.param(noted("JPEG", "CMYK"), id="a JPEG for print"),
        pytest.param(noted("PNG"), id="a PNG"),
        pytest.param(noted("WEBP"), id="a WebP"),
        pytest.param(heic(), id="a HEIC"),
        pytest.param(moving("GIF", comment=CANARY.encode()), id="a moving GIF"),
        pytest.param(moving("WEBP", exif=exif()), id="a moving WebP"),
        pytest.param(film(), id="a video"),
        pytest.param(recording("mp3", "libmp3lame"), id="an MP3"),
        pytest.param(recording("ipod", "aac"), id="a voice memo"),
        pytest.param(document(), id="a document"),
        pytest.param(document_with(jpeg_with_gps()), id="a document with a photo"),
        pytest.param(docx(), id="Word"),
        pytest.param(pptx(), id="PowerPoint"),
        pytest.param(xlsx(), id="Excel"),
        pytest.param(open_document(), id="LibreOffice"),
    ],
)
def test_nothing_of_it_is_stored(upload: bytes, world: World) -> None:
    made = made_ready(world, upload)

    assert made.state() is MediaState.READY
    for name, content in stored(made).items():
        assert not TAGS.search(content), name
        for secret in SECRETS:
            assert secret not in content, name


@pytest.mark.parametrize(
    "made",
    [notes.jpeg, notes.png, notes.gif, notes.mp3, notes.wave, notes.mp4, notes.pdf],
    ids=lambda made: made.__name__,
)
def test_a_word_left_wherever_programs_leave_notes_is_nowhere_in_what_is_sent(
    made: Callable[[], bytes], world: World
) -> None:
    upload = made()
    assert MARKS[0] in upload
    ready = made_ready(world, upload)

    assert ready.state() is MediaState.READY
    for name, content in stored(ready).items():
        pieces = [content, unpacked(content)] if content.startswith(b"%PDF-") else [content]
        assert not [mark for mark in MARKS for piece in pieces if mark in piece], name
