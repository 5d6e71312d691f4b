"""FFmpeg reads one open file with one named demuxer: no playlists, no protocols, no other file."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NoReturn

import av
from av.audio import AudioStream
from av.container import InputContainer
from av.frame import Frame
from av.stream import Disposition
from av.video import VideoFrame, VideoStream

from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import Format
from portfolios.media.trouble import refused

MOST_PIXELS = 8192 * 4320
# Asked by decoders before they take memory: a frame may be larger than the file's head says.
_LIMITS = {"max_pixels": str(MOST_PIXELS)}


@contextmanager
def opened(file: IO[bytes], found: Format) -> Iterator[InputContainer]:
    """Open ``file`` as what it was found to be; whatever FFmpeg raises about it is one answer."""
    file.seek(0)
    try:
        with av.open(
            file, "r", format=found.reader, options=_LIMITS, io_open=_nothing_else
        ) as source:
            for stream in source.streams.video:
                stream.codec_context.options = dict(_LIMITS)
            yield source
    except (av.FFmpegError, IndexError, ValueError, PermissionError) as broken:
        raise refused(broken) from broken


def pictures(source: InputContainer) -> VideoStream | None:
    """Return the moving pictures; the cover of a song is none."""
    moving = [one for one in source.streams.video if not one.disposition & Disposition.attached_pic]
    return moving[0] if moving else None


def count_pixels(picture: VideoStream | VideoFrame) -> None:
    """Refuse what is too large."""
    if picture.width * picture.height > MOST_PIXELS:
        raise MediaRefusedError(Refusal.TOO_MANY_PIXELS)


def sound(source: InputContainer) -> AudioStream | None:
    """Return what is to be heard."""
    return source.streams.audio[0] if source.streams.audio else None


def seconds(source: InputContainer) -> float:
    """Return how long it says it plays; 0 where it does not say."""
    return max(source.duration or 0, 0) / av.time_base


def frames(source: InputContainer, *streams: VideoStream | AudioStream | None) -> Iterator[Frame]:
    """Yield what the streams decode to, in the order of the file, without what is damaged."""
    for packet in source.demux([one for one in streams if one is not None]):
        try:
            decoded = packet.decode()
        except av.InvalidDataError:
            continue
        except av.ArgumentError as large:
            if isinstance(packet.stream, VideoStream):
                # What decoders answer to a frame beyond the limit.
                raise MediaRefusedError(Refusal.TOO_MANY_PIXELS) from large
            raise
        for one in decoded:
            if isinstance(one, VideoFrame):
                count_pixels(one)
            if isinstance(one, Frame):
                yield one


def _nothing_else(*_asked: object) -> NoReturn:
    raise PermissionError
