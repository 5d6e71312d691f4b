"""Rows have an end: whatever goes on for longer than any row is refused before it fills the memory.

A line may be the whole file, and so may a field whose quotation mark is never closed.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO

from districts.sis.problems import RefusedError, problem
from districts.sis.streams import stream_of

LONGEST = 4 * 1024**2  # bytes of a row
CHUNK = 1024**2
UTF_8 = "utf-8-sig"
NOTHING = " \t\u00a0\x1a"
_LONGEST_FIELD = 2**31 - 1  # a field is no longer than its row
_BREAKS = (b"\n", b"\r")


class LongRowError(Exception):
    """Read as PostgreSQL does, a row is longer than any."""


class Reader:
    """The rows of a file, blank ones, too. ``first`` and ``last`` are the lines of the latest.

    ``skipped`` lines are no rows; the stream comes ``after`` so many lines. Bytes that are no text
    arrive as lone surrogates, so that one bad row stays one bad row. Raises ``RefusedError`` for a
    row without an end.
    """

    def __init__(
        self,
        stream: IO[bytes],
        name: str,
        *,
        encoding: str = UTF_8,
        separator: str = ",",
        skipped: int = 0,
        after: int = 0,
    ) -> None:
        """Read ``stream``, which is of the file ``name``."""
        csv.field_size_limit(_LONGEST_FIELD)
        self._name, self._separator, self._above = name, separator, after + skipped
        self._since, self._line = 0, ""
        self.first = self.last = self._above
        text = io.TextIOWrapper(
            stream_of(self._bytes(stream)), encoding, errors="surrogateescape", newline=""
        )
        lines = islice(self._lines(text), skipped, None)
        self._rows = csv.reader(lines, delimiter=separator, strict=True)

    def __iter__(self) -> Iterator[list[str]]:
        """Yield row after row."""
        while True:
            try:
                for row in self._rows:
                    self._since = 0
                    self.first, self.last = self.last + 1, self._above + self._rows.line_num
                    yield row
            except csv.Error:
                yield self._odd_row()
            else:
                return

    def _odd_row(self) -> list[str]:
        """Return a row whose quotation marks are not where they should be, if it is one line."""
        if self._above + self._rows.line_num == self.last + 1:
            found = list(csv.reader([self._line, "\n"], delimiter=self._separator))
            if len(found) > 1:
                self._since = 0
                self.first = self.last = self.last + 1
                return found[0]
        raise RefusedError(problem("open_quote", file=self._name, line=self.last + 1))

    def _lines(self, text: io.TextIOWrapper) -> Iterator[str]:
        for line in text:
            self._line = line
            yield line

    def _bytes(self, stream: IO[bytes]) -> Iterator[bytes]:
        """Yield the bytes; whatever came since the last row was read belongs to the next one."""
        while chunk := stream.read(CHUNK):
            if self._since > LONGEST:
                raise too_long(self._name, self.last + 1)
            self._since += len(chunk)
            yield chunk


def says_something(row: Iterable[str]) -> bool:
    """Tell whether anything stands in a row; blanks and an old end-of-file mark are nothing."""
    return any(field.strip(NOTHING) for field in row)


def measured(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Yield the bytes of the file ``name`` as they are; refuse it where a line has no end."""
    since, line = 0, 1
    for chunk in chunks:
        ends = [place for place in map(chunk.find, _BREAKS) if place >= 0]
        if since + (min(ends) if ends else len(chunk)) > LONGEST:
            raise too_long(name, line)
        since = len(chunk) - max(map(chunk.rfind, _BREAKS)) - 1 if ends else since + len(chunk)
        line += chunk.count(b"\n") or chunk.count(b"\r")
        yield chunk


def ending(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes as long as rows come to an end, to PostgreSQL's mind.

    To that a quotation mark opens or closes wherever it stands. Raises ``LongRowError``.
    """
    since, is_open = 0, False
    for chunk in chunks:
        start, ended = 0, False
        while not ended and (end := chunk.find(b"\n", start)) >= 0:
            is_open ^= bool(chunk.count(b'"', start, end) % 2)
            start, ended = end + 1, not is_open
        is_open ^= bool(chunk.count(b'"', start) % 2)
        since = 0 if ended else since + len(chunk)
        if since > LONGEST:
            raise LongRowError
        yield chunk


def too_long(name: str, line: int) -> RefusedError:
    """Return the refusal of a row that has no end."""
    return RefusedError(problem("row_too_long", file=name, line=line))
