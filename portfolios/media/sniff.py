"""What a file is, by its first bytes. Names and what a browser claims are not looked at."""

import re
from dataclasses import dataclass
from typing import IO

from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.models import MediaKind

HEAD = 512


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
# Phones write recordings and videos under the same marks: whether there are pictures in it, only
# opening tells.
MP4 = Format(MediaKind.VIDEO, "mov", "video/mp4")
WEBM = Format(MediaKind.VIDEO, "matroska", "video/webm")
MP3 = Format(MediaKind.AUDIO, "mp3", "audio/mpeg")
WAV = Format(MediaKind.AUDIO, "wav", "audio/wav")
PDF = Format(MediaKind.PDF, "", "application/pdf")
OFFICE = Format(MediaKind.FILE, "", "application/zip")

_STARTS = [
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"ID3", MP3),
    (b"PK\x03\x04", OFFICE),
]
# A layer III frame: eleven set bits, a version, and a bit rate that exists.
_MPEG_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]")
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OTHER_PICTURE_BRANDS = {b"avif", b"avis", b"crx ", b"jxl "}
# What a QuickTime file of an older camera may begin with.
_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip"}
_MATROSKA = b"\x1a\x45\xdf\xa3"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# AVI, Windows Media, Flash and MPEG. The page of an SVG or HTML may have comments before it.
_OTHER_VIDEO = re.compile(
    rb"RIFF.{4}AVI |\x30\x26\xb2\x75\x8e\x66|FLV\x01|\x00\x00\x01[\xba\xb3]|G.{187}G", re.DOTALL
)
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|!--|\?xml|html|head|body|script|svg)",
    re.IGNORECASE,
)


def identify(file: IO[bytes]) -> Format:
    """Return the format of ``file`` as far as its first bytes tell; refuse what we do not take."""
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
    if head[4:8] == b"ftyp" and head[8:12] not in _OTHER_PICTURE_BRANDS:
        return HEIC if head[8:12] in _HEIC_BRANDS else MP4
    if head[4:8] in _ATOMS:
        return MP4
    if head.startswith(_MATROSKA) and b"webm" in head[:64]:
        return WEBM
    if _MPEG_FRAME.match(head):
        return MP3
    locked = head.startswith(_OLE) and _is_encrypted(file, head)
    raise MediaRefusedError(Refusal.PASSWORD if locked else _reason(head))


def _is_encrypted(file: IO[bytes], head: bytes) -> bool:
    """Tell whether an old container holds nothing but a new document behind a password."""
    sector_size = 1 << min(int.from_bytes(head[30:32], "little"), 12)
    directory = int.from_bytes(head[48:52], "little")
    file.seek((directory + 1) * sector_size)
    names = file.read(4096)
    file.seek(0)
    return "EncryptedPackage".encode("utf-16-le") in names


def _reason(head: bytes) -> Refusal:
    """Return what helps whoever added a file that we do not take."""
    if head.startswith((_OLE, b"{\\rtf")):
        return Refusal.OLD_OFFICE
    if head.startswith(_MATROSKA) or _OTHER_VIDEO.match(head):
        return Refusal.OTHER_VIDEO
    if head.startswith((b"PK", b"Rar!", b"7z\xbc\xaf")):
        return Refusal.ARCHIVE
    return Refusal.WEB_PAGE if _WEB_PAGE.match(head) else Refusal.UNKNOWN
