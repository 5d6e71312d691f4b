"""A district's logo: re-made from its pixels, kept under a random name, replaced whole."""

import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from spacesedu.lib.logo import storage_name

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 12_000_000
# Twice as large as it is ever shown.
BOX = (640, 256)
# The first bytes of a file → the one decoder that may open it. SVG is a program, not a picture.
_READERS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"RIFF": "WEBP"}


class LogoRefusedError(ValueError):
    """A file that cannot be a logo. Its text is for the person."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo as it will be stored: WebP, its pixels and nothing else."""

    webp: bytes
    width: int
    height: int


def remade(file: IO[bytes], size: int) -> Picture:
    """Return the picture in ``file`` made anew, no larger than ``BOX``, or refuse the file.

    Whatever travels beside the pixels stays behind: place and camera, comments, a second file.
    """
    if size > MOST_BYTES:
        raise LogoRefusedError(_("This file is too big. A logo can have 2 MB."))
    file.seek(0)
    head = file.read(16)
    reader = next((name for start, name in _READERS.items() if head.startswith(start)), None)
    if reader is None:
        raise LogoRefusedError(_("This is no PNG, JPEG or WebP picture."))
    file.seek(0)
    with _opened(file, reader) as image:
        picture = _plain(ImageOps.exif_transpose(image))
    picture.thumbnail(BOX, Image.Resampling.LANCZOS)
    # A new image, so that nothing the decoder remembered can travel along.
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "WEBP", lossless=True, exact=False)
    return Picture(out.getvalue(), bare.width, bare.height)


@contextmanager
def stored(picture: Picture | None, *, held: str) -> Iterator[str | None]:
    """Store ``picture`` for the time of the block; where that fails, it is removed again.

    Yields its name, or None for no picture and for the very one that is ``held`` already: a form
    sent twice changes nothing the second time.
    """
    if picture is None or _bytes(held) == picture.webp:
        yield None
        return
    key = f"{secrets.token_hex(16)}-{picture.width}x{picture.height}"
    name = default_storage.save(storage_name(key), ContentFile(picture.webp))
    try:
        yield name
    except BaseException:
        default_storage.delete(name)
        raise


@contextmanager
def _opened(file: IO[bytes], reader: str) -> Iterator[Image.Image]:
    """Open with one decoder and count before decoding; whatever it raises is the same answer."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=[reader]) as image:
                _count_pixels(image)
                yield image
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise LogoRefusedError(_("This picture has too many pixels. Make it smaller.")) from bomb
    except Exception as broken:  # decoders raise nearly everything on damaged data
        raise LogoRefusedError(_("This file is damaged and could not be opened.")) from broken


def _count_pixels(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise Image.DecompressionBombError


def _plain(image: Image.Image) -> Image.Image:
    """Return ``image`` as sRGB with what is see-through left so; a broken profile is left out."""
    profile = image.info.get("icc_profile")
    if image.mode != "CMYK":
        image = image.convert("RGBA")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            mode = "RGB" if image.mode == "CMYK" else "RGBA"
            target = ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, source, target, outputMode=mode) or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGBA")


def _bytes(name: str) -> bytes:
    if not name or not default_storage.exists(name):
        return b""
    with default_storage.open(name) as file:
        return bytes(file.read())
