"""Pictures inside documents lose what was written into them, and not one pixel."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from portfolios.media.bare.gif import bare_gif
from portfolios.media.bare.jpeg import bare_jpeg
from portfolios.media.bare.jpeg2000 import bare_jpeg2000
from portfolios.media.bare.picture import bare_picture
from portfolios.media.bare.png import bare_png
from portfolios.media.bare.webp import bare_webp
from tests.portfolios.films import moving
from tests.portfolios.pictures import CAMERA, encoded, jpeg_with_gps, picture

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
EXIF = Image.Exif()
EXIF[0x010F] = CAMERA
XMP = f"<x:xmpmeta>{CAMERA}</x:xmpmeta>".encode()


def png_with_notes() -> bytes:
    notes = PngInfo()
    notes.add_text("Author", CAMERA)
    notes.add_itxt("XML:com.adobe.xmp", CAMERA)
    noted = {"pnginfo": notes, "exif": EXIF, "icc_profile": PROFILE, "dpi": (72, 72)}
    return encoded(picture(90, 60), "PNG", **noted)


def jpeg2000_with_xmp() -> bytes:
    plain = encoded(picture(90, 60), "JPEG2000")
    note = b"uuid" + b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac" + XMP
    return plain + (len(note) + 4).to_bytes(4, "big") + note


NOTED = [
    pytest.param(jpeg_with_gps() + b"MOTION" + CAMERA.encode(), bare_jpeg, id="a moving JPEG"),
    pytest.param(
        encoded(picture(90, 60), "JPEG", progressive=True, exif=EXIF, comment=CAMERA),
        bare_jpeg,
        id="a progressive JPEG",
    ),
    pytest.param(encoded(picture(90, 60, "CMYK"), "JPEG", exif=EXIF), bare_jpeg, id="print"),
    pytest.param(png_with_notes() + CAMERA.encode(), bare_png, id="PNG"),
    pytest.param(
        encoded(picture(90, 60), "WEBP", exif=EXIF, xmp=XMP, icc_profile=PROFILE),
        bare_webp,
        id="WebP",
    ),
    pytest.param(moving("WEBP", exif=EXIF, xmp=XMP), bare_webp, id="a moving WebP"),
    pytest.param(moving("GIF", comment=CAMERA.encode()), bare_gif, id="GIF"),
    pytest.param(jpeg2000_with_xmp(), bare_jpeg2000, id="JPEG 2000"),
]


@pytest.mark.parametrize(("noted", "strip"), NOTED)
def test_the_notes_go_and_the_pixels_stay(noted: bytes, strip: object) -> None:
    assert callable(strip)
    assert CAMERA.encode() in noted

    bare = strip(noted)

    assert CAMERA.encode() not in bare
    assert PROFILE[:200] not in bare
    with Image.open(BytesIO(noted)) as before, Image.open(BytesIO(bare)) as after:
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(after.info)
        assert getattr(before, "n_frames", 1) == getattr(after, "n_frames", 1)
        assert before.tobytes() == after.tobytes()
    assert strip(bare) == bare


@pytest.mark.parametrize("turned", range(1, 9))
def test_which_way_is_up_stays(turned: int) -> None:
    bare = bare_jpeg(jpeg_with_gps(orientation=turned))

    with Image.open(BytesIO(bare)) as seen:
        assert seen.getexif().get(0x0112, 1) == turned
        assert not seen.getexif().get_ifd(0x8825)


def test_a_scan_without_its_end_is_given_one() -> None:
    whole = encoded(picture(90, 60), "JPEG")

    assert bare_jpeg(whole[:-2])[-2:] == b"\xff\xd9"


@given(
    st.binary(max_size=200),
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF"]),
)
def test_nonsense_is_no_picture_or_a_bare_one(tail: bytes, start: bytes) -> None:
    found = bare_picture(start + tail)

    assert found is None or isinstance(found, bytes)


@given(st.binary(max_size=200), st.integers(0, 2000))
def test_a_damaged_picture_ends_nobodys_work(noise: bytes, at: int) -> None:
    for whole in (SMALL_JPEG, SMALL_PNG, SMALL_GIF, SMALL_WEBP):
        bare_picture(whole[:at] + noise + whole[at + len(noise) :])


SMALL_JPEG = encoded(picture(40, 30), "JPEG")
SMALL_PNG = encoded(picture(40, 30), "PNG")
SMALL_GIF = moving("GIF", pictures=2)
SMALL_WEBP = encoded(picture(40, 30), "WEBP")
