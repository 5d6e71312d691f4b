"""Colour profiles: what a colour means stays; whose screen it was measured on, and when, goes."""

import struct

_KEPT = {
    *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad"),
    *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt"),
}
_HEAD, _ENTRY = 128, 12
# Which program made it, when, for which device, by whom, and its fingerprint.
_BLANK = ((4, 8), (24, 36), (48, 64), (80, 128))


def bare_profile(data: bytes) -> bytes:
    """Return a profile with the tables that colours are reckoned with, and no words."""
    head = bytearray(data[:_HEAD])
    for start, end in _BLANK:
        head[start:end] = bytes(end - start)
    (count,) = struct.unpack_from(">I", data, _HEAD)
    entries = [
        (name, data[start : start + size])
        for name, start, size in struct.iter_unpack(
            ">4sII", data[_HEAD + 4 : _HEAD + 4 + count * _ENTRY]
        )
        if name in _KEPT
    ]
    table, body = struct.pack(">I", len(entries)), b""
    begin = _HEAD + 4 + len(entries) * _ENTRY
    for name, value in entries:
        table += struct.pack(">4sII", name, begin + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    head[:4] = struct.pack(">I", begin + len(body))
    return bytes(head) + table + body
