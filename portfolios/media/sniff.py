"""What a file is, by its first bytes. Names and what a browser claims are not looked at."""

import re
from dataclasses import dataclass
from typing import IO

from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.models import MediaKind

HEAD = 64


@dataclass(frozen=True, slots=True)
class Format:
    """A format we know: ``reader`` names the one decoder that may open it."""

    kind: MediaKind
    reader: str
    content_type: str


JPEG = Format(MediaKind.PHOTO, "JPEG", "image/jpeg")
PNG = Format(MediaKind.PHOTO, "PNG", "image/png")
GIF = Format(MediaKind.PHOTO, "GIF", "image/gif")
WEBP = Format(MediaKind.PHOTO, "WEBP", "image/webp")
HEIC = Format(MediaKind.PHOTO, "HEIF", "image/heic")
MP3 = Format(MediaKind.AUDIO, "mp3", "audio/mpeg")
WAV = Format(MediaKind.AUDIO, "wav", "audio/wav")
M4A = Format(MediaKind.AUDIO, "mov", "audio/mp4")
PDF = Format(MediaKind.PDF, "", "application/pdf")

FORMATS = {one.content_type: one for one in (JPEG, PNG, GIF, WEBP, HEIC, MP3, WAV, M4A, PDF)}

_STARTS = [
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"ID3", MP3),
]
# A layer III frame: eleven set bits, a version, and a bit rate that exists.
_MPEG_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def identify(file: IO[bytes]) -> Format:
    """Return the format of ``file``; refuse what we do not take."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if not head:
        raise MediaRefusedError(Refusal.EMPTY)
    for start, found in _STARTS:
        if head.startswith(start):
            return found
    if head[:4] == b"RIFF" and head[8:12] in {b"WEBP", b"WAVE"}:
        return WEBP if head[8:12] == b"WEBP" else WAV
    if head[4:8] == b"ftyp":
        # Phones write recordings and videos under the same brands: whether there are pictures in
        # it, only opening tells.
        return HEIC if head[8:12] in _HEIC_BRANDS else M4A
    if _MPEG_FRAME.match(head):
        return MP3
    raise MediaRefusedError(Refusal.UNKNOWN)
