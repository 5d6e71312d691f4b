"""Pictures that move (GIF, WebP, PNG), made into silent videos: a tenth as large, no tags."""

from collections.abc import Iterator
from typing import IO

from PIL import Image, ImageSequence

from portfolios.media.colour import flat_rgb
from portfolios.media.cover import cover
from portfolios.media.frames import frame_of
from portfolios.media.mp4 import Mp4, fitted
from portfolios.media.pace import Pace
from portfolios.media.photo import opened
from portfolios.media.progress import Progress, unheard
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import Format
from portfolios.media.video import LONGEST, Film

# Ten minutes of a full screen, at ten pictures a second.
MOST_PIXELS = 6000 * 1280 * 960
# As every browser reads it: a picture in a hurry is shown for a tenth of a second.
_HURRY, _UNHURRIED = 0.011, 0.1


def to_mp4(file: IO[bytes], found: Format, path: str, progress: Progress = unheard) -> Film:
    """Write one round of the animation to ``path``; a player begins again by itself."""
    with opened(file, found) as moving:
        count = getattr(moving, "n_frames", 1)
        _count(moving.width * moving.height * count)
        size = fitted(*moving.size)
        pace, still, last, ends = Pace(), None, None, 0.0
        with Mp4(path, size) as made:
            for number, (picture, begins, stays) in enumerate(_timed(moving)):
                ends = begins + stays
                last = flat_rgb(picture).resize(size, Image.Resampling.BICUBIC)
                if pace.takes(begins):
                    made.show(frame_of(last), begins)
                still = still or last
                progress(number / count)
            # Shown once more, or a player would leave out how long the last one stays.
            if last is not None and pace.takes(ends):
                made.show(frame_of(last), ends)
    if still is None:
        raise MediaRefusedError(Refusal.DAMAGED)
    return Film(*size, ends, cover(still))


def _timed(moving: Image.Image) -> Iterator[tuple[Image.Image, float, float]]:
    """Yield each picture with the second at which it begins, and how long it stays."""
    at, pixels = 0.0, 0
    for picture in ImageSequence.Iterator(moving):
        # A picture of a GIF may be larger than those before, and makes all after it as large.
        pixels += picture.width * picture.height
        _count(pixels)
        picture.load()
        stays = float(picture.info.get("duration", 0)) / 1000
        stays = stays if stays >= _HURRY else _UNHURRIED
        yield picture, at, stays
        at += stays
        if at > LONGEST:
            raise MediaRefusedError(Refusal.LONG_VIDEO)


def _count(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise MediaRefusedError(Refusal.TOO_MANY_PIXELS)
