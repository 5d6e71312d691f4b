"""JPEG: a row of segments, of which a picture needs few."""

import struct
from collections.abc import Iterator

from PIL import Image

from portfolios.media.bare.cut import cut

_JFIF, _EXIF, _EOI, _SOS = 0xE0, 0xE1, 0xD9, 0xDA
_RESTARTS = range(0xD0, 0xD8)
# Frames, tables, restart intervals; APP14 says how an Adobe JPEG mixes its colours.
_KEPT = {*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, 0xDE, 0xDF, 0xEE}
_ORIENTATION = 0x0112
_LENGTH = 2


def bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, IPTC, profiles, comments, thumbnails and what comes after.

    Which way is up stays, as the one entry of an EXIF block of our own. A phone's moving photo
    ends with a whole video: nothing after the picture's end stays. Raises ``ValueError``.
    """
    out = bytearray(b"\xff\xd8")
    for marker, body in _segments(data):
        if marker == _JFIF and body.startswith(b"JFIF\0"):
            # The last two bytes say how large its thumbnail is.
            out += _segment(_JFIF, body[:12] + b"\0\0")
        elif marker == _EXIF and body.startswith(b"Exif\0\0"):
            out += _turned(body)
        elif marker == _SOS:
            out += b"\xff\xda" + body
        elif marker in _KEPT:
            out += _segment(marker, body)
    return bytes(out + b"\xff\xd9")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and body up to the end of the picture; a scan brings its length and its data."""
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("no JPEG")
    at = 2
    # Scanners leave the end marker out: a picture that has begun may end with the file.
    while at < len(data):
        while cut(data, at, 2) == b"\xff\xff":
            at += 1
        if data[at] != 0xFF:  # noqa: PLR2004 - what every marker begins with
            raise ValueError("no marker")
        marker = data[at + 1]
        at += 2
        if marker == _EOI:
            return
        size = int.from_bytes(cut(data, at, _LENGTH), "big")
        end = _after_scan(data, at + size) if marker == _SOS else at + size
        yield marker, cut(data, at, end - at)[0 if marker == _SOS else _LENGTH :]
        at = max(end, at + _LENGTH)


def _after_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 == len(data):
            return len(data)
        if data[at + 1] != 0 and data[at + 1] not in _RESTARTS:
            return at
        at += 2


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + _LENGTH) + body


def _turned(exif: bytes) -> bytes:
    """Return an EXIF block that says which way is up, if that is not already so."""
    found = Image.Exif()
    try:
        found.load(exif)
        up = found.get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - the reader raises nearly everything on damaged data
        return b""
    if up not in range(2, 9):
        return b""
    entry = struct.pack(">HHIHHI", _ORIENTATION, 3, 1, up, 0, 0)
    return _segment(_EXIF, b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + entry)
