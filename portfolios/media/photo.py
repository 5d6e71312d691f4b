"""Photos, re-made: upright, in sRGB, without a byte of what the camera wrote about itself."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO

from django.conf import settings
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from portfolios.media.colour import flat_rgb
from portfolios.media.progress import Stopped
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import GIF, PNG, WEBP, Format
from portfolios.media.trouble import refused
from portfolios.media.webp import webp
from portfolios.models import MediaKind

WIDTHS = (320, 640, 1280)
# The tallest picture we make, in widths; a screenshot of a whole conversation is taller.
TALLEST = 3
_MAY_MOVE = (GIF, WEBP, PNG)

register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Renditions:
    """A photo as WebP by the width its address names; a small photo is never blown up.

    ``width`` and ``height`` are those of the largest, in pixels.
    """

    width: int
    height: int
    webp: dict[int, bytes]


def check(file: IO[bytes], found: Format) -> Format:
    """Return ``found``, as a video when it moves; nothing is decoded.

    Refuses a picture that cannot be opened or has too many pixels.
    """
    with opened(file, found) as image:
        moves = getattr(image, "is_animated", False) and found in _MAY_MOVE
    return replace(found, kind=MediaKind.VIDEO) if moves else found


def renditions(file: IO[bytes], found: Format) -> Renditions:
    """Return the photo in three widths; of several, the first."""
    with opened(file, found) as image:
        _shrink(image)
        picture = flat_rgb(_upright(image))
    made = {width: _fitted(picture, width) for width in WIDTHS}
    largest = made[max(WIDTHS)]
    return Renditions(
        largest.width, largest.height, {width: webp(one) for width, one in made.items()}
    )


@contextmanager
def opened(file: IO[bytes], found: Format) -> Iterator[Image.Image]:
    """Open with the one decoder the content asks for; whatever it raises about it is one answer."""
    most: int = settings.PHOTO_MAX_PIXELS
    Image.MAX_IMAGE_PIXELS = most
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=[found.reader]) as image:
                _count_pixels(image, most)
                yield image
    except (MediaRefusedError, Stopped):
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise MediaRefusedError(Refusal.TOO_MANY_PIXELS) from bomb
    except Exception as broken:  # decoders raise nearly everything on damaged data
        raise refused(broken) from broken


def _count_pixels(image: Image.Image, most: int) -> None:
    if image.width * image.height > most:
        raise MediaRefusedError(Refusal.TOO_MANY_PIXELS)


def _shrink(image: Image.Image) -> None:
    """Make it small early: a hundred megapixels are turned and converted as four."""
    most = max(WIDTHS) * TALLEST
    if image.mode in {"RGB", "RGBA", "L", "I;16", "CMYK", "YCbCr"}:
        image.thumbnail((most, most), reducing_gap=2.0)


def _upright(image: Image.Image) -> Image.Image:
    """Turn as the camera was held; a damaged note about it is no reason to lose the photo."""
    try:
        return ImageOps.exif_transpose(image)
    except (SyntaxError, ValueError, KeyError, TypeError, EOFError):
        return image


def _fitted(picture: Image.Image, width: int) -> Image.Image:
    made = picture.copy()
    made.thumbnail((width, width * TALLEST), Image.Resampling.LANCZOS)
    return made
