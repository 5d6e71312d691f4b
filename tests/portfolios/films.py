"""Videos and moving pictures as phones, browsers and editors make them; a second or two each."""

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO

import av
from av.audio import AudioFrame
from PIL import Image

from portfolios.media.frames import frame_of
from tests.portfolios.pictures import BLUE, CAMERA, RED, encoded, picture

PLACE = "+51.2980-117.1669/"
ONE_SECOND = tuple(number / 30 for number in range(30))
_RATE = 48_000
_QUICK = {
    "libx264": {"preset": "ultrafast"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none"},
    "libvpx": {"deadline": "realtime", "cpu-used": "8"},
}


def film(
    *,
    kind: str = "mov",
    codec: str = "libx264",
    pixels: str = "yuv420p",
    size: tuple[int, int] = (160, 120),
    times: Sequence[float] = ONE_SECOND,
    turned: int = 0,
    voice: str = "aac",
) -> bytes:
    """Red at the left half, blue at the right; a place, a camera and a title in its tags.

    ``times`` are the seconds of its pictures, ``turned`` is how many degrees it was held askew.
    """
    out = BytesIO()
    with av.open(out, "w", format=kind) as made:
        made.metadata.update({"location": PLACE, "title": CAMERA, "comment": CAMERA})
        track = made.add_stream(codec, rate=30, options=_QUICK.get(codec, {}))
        assert isinstance(track, av.VideoStream)
        track.width, track.height = size
        track.pix_fmt = pixels
        track.codec_context.time_base = Fraction(1, 1000)
        if turned:
            track.set_display_rotation(-turned)
        heard = made.add_stream(voice, rate=_RATE, layout="mono") if voice else None
        shown = picture(*size)
        for at in times:
            frame = frame_of(shown).reformat(format=pixels)
            frame.pts, frame.time_base = round(at * 1000), Fraction(1, 1000)
            made.mux(track.encode(frame))
        made.mux(track.encode(None))
        if heard is not None:
            assert isinstance(heard, av.AudioStream)
            for piece in _silence(heard, max(times)):
                made.mux(heard.encode(piece))
            made.mux(heard.encode(None))
    return out.getvalue()


def moving(kind: str, pictures: int = 6, milliseconds: int = 200, **options: object) -> bytes:
    """A picture that is red, then blue, and so on; a comment inside."""
    frames = [Image.new("RGB", (101, 75), RED if n % 2 == 0 else BLUE) for n in range(pictures)]
    more = {"save_all": True, "append_images": frames[1:], "duration": milliseconds, "loop": 0}
    return encoded(frames[0], kind, **more, **options)


def _silence(heard: av.AudioStream, seconds: float) -> list[AudioFrame]:
    samples = heard.codec_context.frame_size or 960
    pieces = []
    for start in range(0, round(seconds * _RATE), samples):
        piece = AudioFrame(format=heard.format.name, layout="mono", samples=samples)
        for plane in piece.planes:
            plane.update(bytes(plane.buffer_size))
        piece.sample_rate, piece.pts = _RATE, start
        pieces.append(piece)
    return pieces


def growing(small: tuple[int, int] = (64, 64), large: tuple[int, int] = (400, 300)) -> bytes:
    """A film whose head speaks of small pictures, and whose last ones are large."""
    out = BytesIO()
    with av.open(out, "w", format="mov") as made:
        track = made.add_stream("png", rate=10)
        assert isinstance(track, av.VideoStream)
        track.width, track.height = small
        track.pix_fmt = "rgb24"
        for number, size in enumerate([small, small, large, large]):
            packet = av.Packet(encoded(picture(*size), "PNG"))
            packet.stream, packet.is_keyframe = track, True
            packet.pts = packet.dts = number
            packet.time_base = Fraction(1, 10)
            made.mux(packet)
    return out.getvalue()
