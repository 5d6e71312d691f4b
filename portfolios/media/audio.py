"""Recordings, re-made as MP3: what every browser plays, without tags or cover pictures."""

from typing import IO

import av
from av.audio import AudioFrame
from av.audio.resampler import AudioResampler

from portfolios.media import ffmpeg
from portfolios.media.progress import Progress, unheard
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import Format

CONTENT_TYPE = "audio/mpeg"
LONGEST = 3600
"""Seconds."""
_RATE = 44_100
_BIT_RATE = 128_000
_TAGLESS = {"id3v2_version": "0", "write_id3v1": "0", "fflags": "+bitexact"}


def check(file: IO[bytes], found: Format) -> None:
    """Refuse what has no sound in it, and too much of it."""
    with ffmpeg.opened(file, found) as recording:
        if ffmpeg.sound(recording) is None:
            raise MediaRefusedError(Refusal.DAMAGED)
        if ffmpeg.seconds(recording) > LONGEST + 1:
            raise MediaRefusedError(Refusal.TOO_LONG)


def to_mp3(file: IO[bytes], found: Format, out: IO[bytes], progress: Progress = unheard) -> float:
    """Write the recording to ``out``, in mono or stereo, and return how many seconds it plays.

    At most an hour of it, or none.
    """
    with ffmpeg.opened(file, found) as recording:
        sound, length = recording.streams.audio[0], ffmpeg.seconds(recording)
        layout = "mono" if sound.channels == 1 else "stereo"
        with av.open(out, "w", format="mp3", options=_TAGLESS) as made:
            track = made.add_stream("libmp3lame", rate=_RATE, layout=layout)
            track.bit_rate = _BIT_RATE
            resampler = AudioResampler(format=track.format, layout=layout, rate=_RATE)
            written = 0
            for frame in ffmpeg.frames(recording, sound):
                assert isinstance(frame, AudioFrame)
                # Phones' clocks jump; counting samples anew does not.
                frame.pts = None
                for piece in resampler.resample(frame):
                    written += piece.samples
                    if written > LONGEST * _RATE:
                        raise MediaRefusedError(Refusal.TOO_LONG)
                    made.mux(track.encode(piece))
                progress(written / _RATE / length if length else 0)
            for piece in resampler.resample(None):
                made.mux(track.encode(piece))
            made.mux(track.encode(None))
        if written == 0:
            raise MediaRefusedError(Refusal.DAMAGED)
    return written / _RATE
