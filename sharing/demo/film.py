"""One short film: a paper boat crosses a pond, drawn picture by picture."""

from io import BytesIO
from math import pi, sin

import av
from av.video import VideoStream
from PIL import Image, ImageDraw

from portfolios.media.frames import frame_of

SECONDS = 3
RATE = 12
WIDTH, HEIGHT = 320, 180

_SKY, _POND, _DEEP, _PAPER, _FOLD = "#f3d9b1", "#3f7d8c", "#2b5d6b", "#fbf7ee", "#d8cdb8"


def boat() -> bytes:
    """Return three seconds of it as an MP4 file, silent; the same bytes each time."""
    out = BytesIO()
    with av.open(out, "w", format="mp4") as made:
        track = made.add_stream("libx264", rate=RATE, options={"preset": "ultrafast"})
        assert isinstance(track, VideoStream)
        track.width, track.height, track.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        # More threads would cut the pictures up as the machine has processors.
        track.codec_context.thread_count = 1
        for number in range(SECONDS * RATE):
            made.mux(track.encode(frame_of(_picture(number / (SECONDS * RATE)))))
        made.mux(track.encode(None))
    return out.getvalue()


def _picture(share: float) -> Image.Image:
    """Return the pond when this share of the film has passed."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), _SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((228, 24, 268, 64), fill="#e8a04a")
    draw.polygon([(0, HEIGHT), *_wave(104, share), (WIDTH, HEIGHT)], fill=_POND)
    _boat(draw, x=40 + 220 * share, y=112 + 4 * sin(4 * pi * share))
    draw.polygon([(0, HEIGHT), *_wave(128, -share), (WIDTH, HEIGHT)], fill=_DEEP)
    return picture


def _wave(y: float, share: float) -> list[tuple[float, float]]:
    return [(x, y + 5 * sin(x / 22 + 4 * pi * share)) for x in range(0, WIDTH + 1, 4)]


def _boat(draw: ImageDraw.ImageDraw, x: float, y: float) -> None:
    draw.polygon([(x, y - 40), (x + 22, y), (x - 22, y)], fill=_PAPER)
    draw.polygon([(x, y - 40), (x + 22, y), (x, y)], fill=_FOLD)
    draw.polygon([(x - 44, y - 10), (x + 44, y - 10), (x + 26, y + 16), (x - 26, y + 16)], _PAPER)
    draw.polygon([(x, y - 4), (x + 44, y - 10), (x + 26, y + 16), (x, y + 16)], fill=_FOLD)
