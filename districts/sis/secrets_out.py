"""Passwords in a package: the columns that hold them are taken out before anything is kept."""

import csv
import io
from collections.abc import Iterator
from typing import IO

from districts.sis.headers import folded

LONGEST_HEADER = 64 * 1024
# A field may be as long as a file; what is too long is reported when the rows are read.
_LONGEST_FIELD = 2**31 - 1
_SPACE = 1024**2


def secret_columns(head: bytes) -> list[str]:
    """Return the columns of passwords that the first line of a file names."""
    names = _names(head)
    return [names[place] for place in sorted(_places(names))]


def without_passwords(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the file's bytes without those columns; line breaks inside fields stay.

    In a row with more or fewer fields than the header a password may stand anywhere: nothing but
    its first field is kept, so that it is still reported, and still counts as seen.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    with io.TextIOWrapper(
        stream, encoding="utf-8-sig", errors="surrogateescape", newline=""
    ) as text:
        reader = csv.reader(text)
        header = next(reader, [])
        places, width = _places(header), len(header)
        writer.writerow(_kept(header, places, width))
        for row in reader:
            writer.writerow(_kept(row, places, width))
            if out.tell() > _SPACE:
                yield _taken(out)
    yield _taken(out)


def _kept(row: list[str], places: frozenset[int], width: int) -> list[str]:
    if row and len(row) != width:
        return ["" if 0 in places else row[0]]
    return [field for place, field in enumerate(row) if place not in places]


def _taken(out: io.StringIO) -> bytes:
    written = out.getvalue().encode("utf-8", "surrogateescape")
    out.seek(0)
    out.truncate()
    return written


def _names(head: bytes) -> list[str]:
    """Return the header's names, read as the rows are: its first row, not its first line."""
    csv.field_size_limit(_LONGEST_FIELD)
    text = head.decode("utf-8-sig", "replace").replace("\0", "")
    return next(csv.reader(io.StringIO(text, newline="")), [])


def is_readable(head: bytes) -> bool:
    """Tell whether the file begins as text in UTF-8 or a code like it, in which names are found."""
    return not head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" not in head.split(b"\n", 1)[0]


def _places(names: list[str]) -> frozenset[int]:
    return frozenset(place for place, name in enumerate(names) if "password" in folded(name))
