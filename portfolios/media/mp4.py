"""Writing what every browser plays: H.264 and AAC in an MP4 that starts before it is all there.

Nothing but pictures and sound goes in: no tags, no tracks of data, no times.
"""

from fractions import Fraction
from types import TracebackType
from typing import Self

import av
from av.audio import AudioFrame
from av.video import VideoFrame

from portfolios.media.mixer import RATE, Mixer

CONTENT_TYPE = "video/mp4"
LONGEST_SIDE = 1280
MOST_A_SECOND = 30
_CLOCK = Fraction(1, 90_000)
_MUXER = {"movflags": "+faststart", "fflags": "+bitexact"}
_H264 = {"crf": "23", "preset": "veryfast", "profile": "high"}
_AAC_BIT_RATE = 128_000
_THREADS = 2
_BT_709, _TELEVISION = 1, 1


def fitted(width: float, height: float) -> tuple[int, int]:
    """Return the size in which to show pictures of that size: never blown up, of even sides."""
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    across, down = (max(2, round(side * scale / 2) * 2) for side in (width, height))
    return across, down


class Mp4:
    """An MP4 being written to ``path``: a file on disk, since its beginning is written last."""

    def __init__(self, path: str, size: tuple[int, int], *, with_sound: bool = False) -> None:
        """Begin, with pictures of ``size``."""
        self._file = av.open(path, "w", format="mp4", options=_MUXER)
        self._pictures = self._file.add_stream("libx264", rate=MOST_A_SECOND, options=_H264)
        self._pictures.width, self._pictures.height = size
        self._pictures.pix_fmt = "yuv420p"
        encoder = self._pictures.codec_context
        encoder.time_base, encoder.thread_count = _CLOCK, _THREADS
        # What browsers take for granted.
        encoder.color_primaries = encoder.color_trc = encoder.colorspace = _BT_709
        encoder.color_range = _TELEVISION
        self._sound = None
        if with_sound:
            self._sound = self._file.add_stream("aac", rate=RATE, layout="stereo")
            self._sound.bit_rate = _AAC_BIT_RATE
        self._mixer = Mixer()

    def __enter__(self) -> Self:
        """Return the file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        """Write the end, unless something went wrong before."""
        try:
            if kind is None:
                self._end()
        finally:
            self._file.close()

    def show(self, picture: VideoFrame, at: float) -> None:
        """Append a picture, 8-bit 4:2:0 and of the right size, ``at`` seconds from the start."""
        picture.pts, picture.time_base = round(at / _CLOCK), _CLOCK
        picture.pict_type = 0  # else a key picture of the original becomes one here
        self._file.mux(self._pictures.encode(picture))

    def hear(self, piece: AudioFrame, at: float) -> None:
        """Append a piece of sound of ``at`` seconds from the start."""
        assert self._sound is not None
        piece.pts = round(at / piece.time_base)
        for mixed in self._mixer.mixed(piece):
            self._file.mux(self._sound.encode(mixed))

    def _end(self) -> None:
        self._file.mux(self._pictures.encode(None))
        if self._sound is not None:
            for mixed in self._mixer.rest():
                self._file.mux(self._sound.encode(mixed))
            self._file.mux(self._sound.encode(None))
