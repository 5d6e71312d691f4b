"""GIF: pictures and extensions, each a row of blocks of up to 255 bytes."""

from portfolios.media.bare.cut import cut

_HEAD = 13
_PICTURE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_TIMING = 0xF9
_LOOPS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}


def bare_gif(data: bytes) -> bytes:
    """Return a GIF without comments, XMP and profile; it moves and loops as before.

    Raises ``ValueError``.
    """
    at = _HEAD + _table(cut(data, 10, 1))
    out = bytearray(cut(data, 0, at))
    while (kind := cut(data, at, 1)[0]) != _END:
        if kind == _PICTURE:
            blocks, keep = at + 11 + _table(cut(data, at + 9, 1)), True
        elif kind == _EXTENSION:
            blocks, keep = at + 2, _is_needed(data, at)
        else:
            raise ValueError("no GIF")
        end = _after(data, blocks)
        if keep:
            out += data[at:end]
        at = end
    return bytes(out + b";")


def _is_needed(data: bytes, at: int) -> bool:
    return cut(data, at + 1, 1)[0] == _TIMING or data[at + 3 : at + 14] in _LOOPS


def _table(flags: bytes) -> int:
    """Return how many bytes of colours follow."""
    return 3 << ((flags[0] & 7) + 1) if flags[0] & 0x80 else 0


def _after(data: bytes, at: int) -> int:
    while size := cut(data, at, 1)[0]:
        at += size + 1
    return at + 1
