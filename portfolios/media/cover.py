"""The picture that stands for a video or a document until somebody opens it."""

from dataclasses import dataclass

from PIL import Image

from portfolios.media.webp import webp

WIDEST = 1280


@dataclass(frozen=True, slots=True)
class Cover:
    """A WebP, and its size in pixels."""

    webp: bytes
    width: int
    height: int


def cover(picture: Image.Image) -> Cover:
    """Return ``picture`` as a cover; it is changed on the way."""
    picture.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
    return Cover(webp(picture), picture.width, picture.height)
