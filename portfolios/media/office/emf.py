"""EMF, the drawings of Windows: a row of records, of which strokes and words stay.

Programs hide whole documents in its comments, photos as their cameras wrote them in its bitmaps,
and the title of the document in its head: all three go.
"""

import struct
from collections.abc import Iterator

from portfolios.media.bare.cut import cut

_HEAD, _END, _PEN = 1, 14, 95
# The head as it was at first; what newer ones add is a description and the screen's data.
_HEAD_SIZE = 88
_SIGNATURE = slice(40, 44)
# Lines, areas, letters, colours, paths and clipping. Not comments (70), bitmaps (76-81, 93, 94,
# 114, 116), words to a printer (105, 106, 110), or colour profiles with the names of their files.
_KEPT = {*range(2, 70), *range(71, 76), *range(82, 93), _PEN, 96, 97, 98, 108, 115, 118}


def bare_emf(data: bytes) -> bytes | None:
    """Return the drawing without notes and photos; None for what is none, or a damaged one."""
    if data[:4] != struct.pack("<I", _HEAD) or data[_SIGNATURE] != b" EMF":
        return None
    try:
        head = bytearray(cut(data, 0, _HEAD_SIZE))
        records = [record for kind, record in _records(data) if _is_kept(kind, record)]
    except ValueError:
        return None
    size = _HEAD_SIZE + sum(map(len, records))
    struct.pack_into("<I", head, 4, _HEAD_SIZE)
    struct.pack_into("<II", head, 48, size, 1 + len(records))
    # How long its description is, and where it lies.
    struct.pack_into("<II", head, 60, 0, 0)
    return bytes(head) + b"".join(records)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at, kind = 0, 0
    while kind != _END:
        kind, size = struct.unpack("<II", cut(data, at, 8))
        if size < 8:  # noqa: PLR2004 - kind and size themselves
            raise ValueError("no record")
        yield kind, cut(data, at, size)
        at += size


def _is_kept(kind: int, record: bytes) -> bool:
    if kind == _PEN:
        # One may draw with a bitmap: how large that is stands in the middle.
        return not any(struct.unpack("<II", cut(record, 16, 4) + cut(record, 24, 4)))
    return kind in _KEPT
