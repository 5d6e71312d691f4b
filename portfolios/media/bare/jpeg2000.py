"""JPEG 2000, as scanners put it into PDFs: boxes, or a bare code stream."""

import struct

from portfolios.media.bare.cut import cut

_SIGNATURE = b"\0\0\0\x0cjP  "
_KEPT = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
_HEAD = 8


def bare_jpeg2000(data: bytes) -> bytes:
    """Return it without XMP and other notes; a code stream has no place for any.

    Raises ``ValueError``.
    """
    if not data.startswith(_SIGNATURE):
        return data
    out, at = bytearray(), 0
    while at < len(data):
        size, name = struct.unpack(">I4s", cut(data, at, _HEAD))
        if size == 1:
            size = int.from_bytes(cut(data, at + _HEAD, 8), "big")
        box = cut(data, at, max(size, _HEAD) if size else len(data) - at)
        if name in _KEPT:
            out += box
        at += len(box)
    return bytes(out)
