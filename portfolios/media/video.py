"""Videos, made anew: upright, small enough for school wifi, without what a phone wrote in them."""

from dataclasses import dataclass, replace
from typing import IO

import av
from av.audio import AudioFrame
from av.container import InputContainer
from av.frame import Frame
from av.video import VideoFrame, VideoStream

from portfolios.media import ffmpeg
from portfolios.media.cover import Cover, cover
from portfolios.media.frames import seen
from portfolios.media.mp4 import Mp4
from portfolios.media.pace import Pace
from portfolios.media.progress import Progress, unheard
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.scaling import Scaling
from portfolios.media.sniff import Format
from portfolios.models import MediaKind

LONGEST = 1800
"""Seconds."""
_COVER_AT = 1.0
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Film:
    """What came of it: the sides in pixels, how long it plays, what stands for it."""

    width: int
    height: int
    seconds: float
    cover: Cover


def check(file: IO[bytes], found: Format) -> Format:
    """Return ``found``, or a recording if there are no pictures in it; refuse what is too much."""
    with ffmpeg.opened(file, found) as source:
        if ffmpeg.pictures(source) is not None:
            _pictures(source)
            return found
    heard = found.content_type.replace("video/", "audio/")
    return replace(found, kind=MediaKind.AUDIO, content_type=heard)


def to_mp4(file: IO[bytes], found: Format, path: str, progress: Progress = unheard) -> Film:
    """Write the video to ``path``. Memory does not grow with its length."""
    with ffmpeg.opened(file, found) as source:
        first = _first(source)
    with ffmpeg.opened(file, found) as source:
        picture = _pictures(source)
        picture.thread_type = "AUTO"
        picture.codec_context.thread_count = _THREADS
        scaling = Scaling(picture, first)
        with Mp4(path, scaling.size, with_sound=ffmpeg.sound(source) is not None) as made:
            seconds, still = _convert(source, picture, scaling, made, progress)
    return Film(*scaling.size, seconds, still)


def _convert(
    source: InputContainer, picture: VideoStream, scaling: Scaling, made: Mp4, progress: Progress
) -> tuple[float, Cover]:
    begins, length = (source.start_time or 0) / av.time_base, ffmpeg.seconds(source)
    pace, still, at, shown = Pace(), None, 0.0, 0.0
    for frame in ffmpeg.frames(source, picture, ffmpeg.sound(source)):
        at = at if frame.time is None else max(frame.time - begins, 0.0)
        if at > LONGEST:
            raise MediaRefusedError(Refusal.LONG_VIDEO)
        if isinstance(frame, AudioFrame):
            made.hear(frame, at)
        elif isinstance(frame, VideoFrame) and pace.takes(at):
            upright = scaling.upright(frame)
            if still is None or shown < _COVER_AT <= at:
                still = seen(upright)
            made.show(upright, at)
            shown = at
        # Also while nothing is shown: thousands of pictures may stand at one moment.
        progress(shown / length if length else 0)
    if still is None:
        raise MediaRefusedError(Refusal.DAMAGED)
    return max(at, shown), cover(still)


def _pictures(source: InputContainer) -> VideoStream:
    found = ffmpeg.pictures(source)
    if found is None:
        raise MediaRefusedError(Refusal.DAMAGED)
    ffmpeg.count_pixels(found)
    if ffmpeg.seconds(source) > LONGEST + 1:
        raise MediaRefusedError(Refusal.LONG_VIDEO)
    return found


def _first(source: InputContainer) -> VideoFrame:
    frame: Frame | None = next(ffmpeg.frames(source, _pictures(source)), None)
    if not isinstance(frame, VideoFrame):
        raise MediaRefusedError(Refusal.DAMAGED)
    return frame
