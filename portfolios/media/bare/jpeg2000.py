"""JPEG 2000, as scanners put it into PDFs: boxes around a code stream, or the stream alone."""

import struct

from portfolios.media.bare.cut import cut

_SIGNATURE = b"\0\0\0\x0cjP  "
_KEPT = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
_HEAD = 8
_COMMENT, _FIRST_TILE = b"\xff\x64", b"\xff\x90"


def bare_jpeg2000(data: bytes) -> bytes:
    """Return it without XMP, comments and other notes. Raises ``ValueError``."""
    if not data.startswith(_SIGNATURE):
        return _stream(data)
    out, at = bytearray(), 0
    while at < len(data):
        size, name = struct.unpack(">I4s", cut(data, at, _HEAD))
        head = _HEAD
        if size == 1:
            head, size = 16, int.from_bytes(cut(data, at + _HEAD, 8), "big")
        size = max(size, head) if size else len(data) - at
        body = cut(data, at + head, size - head)
        if name in _KEPT:
            body = _stream(body) if name == b"jp2c" else body
            out += struct.pack(">I4s", len(body) + _HEAD, name) + body
        at += size
    return bytes(out)


def _stream(data: bytes) -> bytes:
    """Return a code stream without the comments before its first tile."""
    out, at = bytearray(cut(data, 0, 2)), 2
    while (marker := cut(data, at, 2)) != _FIRST_TILE:
        segment = cut(data, at, 2 + max(int.from_bytes(cut(data, at + 2, 2), "big"), 2))
        if marker != _COMMENT:
            out += segment
        at += len(segment)
    return bytes(out + data[at:])
