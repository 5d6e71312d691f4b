"""PNG: a row of named chunks."""

import struct

from portfolios.media.bare.cut import cut

_START = b"\x89PNG\r\n\x1a\n"
_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"bKGD", b"pHYs"}
_KEPT |= {b"sBIT", b"acTL", b"fcTL", b"fdAT"}


def bare_png(data: bytes) -> bytes:
    """Return a PNG without texts, EXIF, times, profile and what comes after its end.

    A screenshot's profile bears the name that somebody gave their screen. Raises ``ValueError``.
    """
    out, at, name = bytearray(cut(data, 0, len(_START))), len(_START), b""
    while name != b"IEND":
        size, name = struct.unpack(">I4s", cut(data, at, 8))
        chunk = cut(data, at, size + 12)
        if name in _KEPT:
            out += chunk
        at += len(chunk)
    return bytes(out)
