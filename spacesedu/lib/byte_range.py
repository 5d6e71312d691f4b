"""The Range header of one file: which bytes are asked for. Pure."""

import re
from dataclasses import dataclass
from enum import Enum

_ONE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class Unsatisfiable(Enum):
    """The range lies beyond the file."""

    RANGE = 416


@dataclass(frozen=True, slots=True)
class ByteRange:
    """Bytes from ``start`` up to, and not with, ``end``."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Return how many bytes these are."""
        return self.end - self.start


def requested(header: str, size: int) -> ByteRange | Unsatisfiable | None:
    """Return the one range ``header`` asks of a file of ``size`` bytes; None means all of it.

    Several ranges, other units and nonsense get the whole file, as RFC 9110 allows.

    >>> requested("bytes=0-99", 1000)
    ByteRange(start=0, end=100)
    >>> requested("bytes=-100", 1000)
    ByteRange(start=900, end=1000)
    """
    found = _ONE.fullmatch(header)
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if first == "":
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < int(first):
            return None
    return ByteRange(start, end) if start < end else Unsatisfiable.RANGE
