"""Photos in a PDF stand there as the camera's own files: they lose what it wrote, and no pixel."""

import base64
import zlib
from collections.abc import Callable

import pikepdf

from portfolios.media.bare.jpeg import bare_jpeg
from portfolios.media.bare.jpeg2000 import bare_jpeg2000
from portfolios.media.pdf.pixels import size_of
from portfolios.media.refusal import MediaRefusedError, Refusal

MOST_BYTES = 100_000_000
_PIECE = 1 << 20
# Packed without loss, so that they can be counted.
_PLAIN = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_PLAIN |= {"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}
_PICTURES: dict[str, Callable[[bytes], bytes]] = {
    "/DCTDecode": bare_jpeg,
    "/DCT": bare_jpeg,
    "/JPXDecode": bare_jpeg2000,
}


def strip(stream: pikepdf.Stream) -> None:
    """Strip a picture; leave any other stream as it is.

    Raises ``MediaRefusedError`` for a picture that is damaged or wrapped in a way we do not know:
    one that cannot be looked into does not leave.
    """
    filters = _names(stream.get("/Filter"))
    if not filters or filters[-1] not in _PICTURES:
        if _PLAIN.issuperset(filters):
            _cut(stream, filters)
        return
    data = stream.read_raw_bytes()
    hints = stream.get("/DecodeParms")
    if isinstance(hints, pikepdf.Array):
        hints = hints[-1] if len(hints) == len(filters) else None
    try:
        for wrapping in filters[:-1]:
            data = _WRAPPINGS[wrapping](data)
        bare = _PICTURES[filters[-1]](data)
    except (ValueError, KeyError, zlib.error) as broken:
        raise MediaRefusedError(Refusal.DAMAGED) from broken
    hints = hints if isinstance(hints, pikepdf.Dictionary) else None
    stream.write(bare, filter=pikepdf.Name(filters[-1]), decode_parms=hints)


def _cut(stream: pikepdf.Stream, filters: list[str]) -> None:
    """Leave the pixels that are drawn: no reader looks at what stands after the last of them.

    A picture of a whole wall stays as it is, for it would fill the memory.
    """
    size = size_of(stream)
    if size is None or size > MOST_BYTES:
        return
    pixels = stream.read_bytes()
    if len(pixels) > size or (filters and _trails(stream, filters)):
        stream.write(pixels[:size])


def _trails(stream: pikepdf.Stream, filters: list[str]) -> bool:
    """Tell whether something stands after the end of what is packed."""
    if filters != ["/FlateDecode"]:
        return True  # it need not be known: packed anew, it is gone
    unpack = zlib.decompressobj()
    data = stream.read_raw_bytes()
    for start in range(0, len(data), _PIECE):
        try:
            unpack.decompress(data[start : start + _PIECE])
        except zlib.error:
            return True  # what could be read of it is packed anew
        if unpack.eof:
            return bool(unpack.unused_data) or start + _PIECE < len(data)
    return False


def _names(found: pikepdf.Object | None) -> list[str]:
    if found is None:
        return []
    return [str(one) for one in found] if isinstance(found, pikepdf.Array) else [str(found)]


def _inflated(data: bytes) -> bytes:
    unpack = zlib.decompressobj()
    found = unpack.decompress(data, MOST_BYTES)
    if unpack.unconsumed_tail:
        raise MediaRefusedError(Refusal.TOO_BIG)
    return found


def _from_base_85(data: bytes) -> bytes:
    return base64.a85decode(data.strip().removesuffix(b"~>"))


_WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "/FlateDecode": _inflated,
    "/ASCII85Decode": _from_base_85,
}
