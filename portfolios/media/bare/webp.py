"""WebP: chunks in a RIFF, those of an animation's pictures inside others."""

import struct

from portfolios.media.bare.cut import cut

_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
# The flags that promise a profile, EXIF and XMP.
_PROMISED = 0x20 | 0x08 | 0x04
_FRAME_HEAD = 16


def bare_webp(data: bytes) -> bytes:
    """Return a WebP without EXIF, XMP and profile. Raises ``ValueError``."""
    size = int.from_bytes(cut(data, 4, 4), "little")
    body = b"WEBP" + _chunks(cut(data, 12, size - 4))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(data: bytes) -> bytes:
    out, at = bytearray(), 0
    while at < len(data):
        name, size = struct.unpack("<4sI", cut(data, at, 8))
        body = cut(data, at + 8, size)
        if name == b"VP8X":
            body = bytes([cut(body, 0, 1)[0] & ~_PROMISED]) + body[1:]
        elif name == b"ANMF":
            body = cut(body, 0, _FRAME_HEAD) + _chunks(body[_FRAME_HEAD:])
        if name in _KEPT:
            out += struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2)
        at += 8 + size + size % 2
    return bytes(out)
