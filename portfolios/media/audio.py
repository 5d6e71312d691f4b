"""Recordings, re-made as MP3: what every browser plays, without tags or cover pictures.

FFmpeg reads an open file with one named demuxer: no playlists, no protocols, no other file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import av
from av.audio.resampler import AudioResampler
from av.container import InputContainer
from av.stream import Disposition

from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import Format

CONTENT_TYPE = "audio/mpeg"
LONGEST = 3600
"""Seconds."""
_RATE = 44_100
_BIT_RATE = 128_000
_TAGLESS = {"id3v2_version": "0", "write_id3v1": "0", "fflags": "+bitexact"}


def check(file: IO[bytes], found: Format) -> None:
    """Refuse what has no sound in it, and videos, whose sound alone nobody meant to add."""
    with _opened(file, found) as recording:
        if any(not one.disposition & Disposition.attached_pic for one in recording.streams.video):
            raise MediaRefusedError(Refusal.VIDEO)
        if not recording.streams.audio:
            raise MediaRefusedError(Refusal.DAMAGED)


def to_mp3(file: IO[bytes], found: Format, out: IO[bytes]) -> None:
    """Write the recording to ``out``, in mono or stereo, at most an hour of it or not at all."""
    with _opened(file, found) as recording:
        sound = recording.streams.audio[0]
        layout = "mono" if sound.channels == 1 else "stereo"
        with av.open(out, "w", format="mp3", options=_TAGLESS) as made:
            track = made.add_stream("libmp3lame", rate=_RATE, layout=layout)
            track.bit_rate = _BIT_RATE
            resampler = AudioResampler(format=track.format, layout=layout, rate=_RATE)
            written = 0
            for frame in recording.decode(sound):
                # Phones' clocks jump; counting samples anew does not.
                frame.pts = None
                for piece in resampler.resample(frame):
                    written += piece.samples
                    if written > LONGEST * _RATE:
                        raise MediaRefusedError(Refusal.TOO_LONG)
                    made.mux(track.encode(piece))
            for piece in resampler.resample(None):
                made.mux(track.encode(piece))
            made.mux(track.encode(None))
        if written == 0:
            raise MediaRefusedError(Refusal.DAMAGED)


@contextmanager
def _opened(file: IO[bytes], found: Format) -> Iterator[InputContainer]:
    file.seek(0)
    try:
        with av.open(file, "r", format=found.reader) as recording:
            yield recording
    except (av.FFmpegError, IndexError, ValueError) as broken:
        raise MediaRefusedError(Refusal.DAMAGED) from broken
