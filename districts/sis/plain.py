"""Files as spreadsheets write them, made plain at receipt: commas, UTF-8, nothing above the header.

Semicolons or tabs between the fields, UTF-16, a title above the header: what the header line
decides without doubt is understood, with a note. A title becomes blank lines, so that every row
stays on its line. Whatever is plain already goes by untouched, and what cannot be told stays as it
is, to be refused in the proper place.
"""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import IO

from districts.sis.headers import SEPARATORS, folded
from districts.sis.lengths import CHUNK, Reader
from districts.sis.package import Opener, Package
from districts.sis.problems import Problem, RefusedError, problem
from districts.sis.registry import FORMATS
from districts.sis.streams import stream_of

HEAD = 64 * 1024
LOOKED_THROUGH = 10  # lines in which the header is looked for
ENOUGH = 200  # bytes to tell UTF-16 by
FEWEST = 2  # columns known by name: one may stand in a title, too
COMMA = ","
WIDE = (BOM_UTF16_LE, BOM_UTF16_BE)
UTF_16, UTF_16_LE, UTF_16_BE, UTF_8 = "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"
# No letter in any code: one such sign is one row's fault.
_NO_SIGN = "\udc81"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is written. ``above`` are the lines above its header."""

    encoding: str = UTF_8
    separator: str = COMMA
    above: int = 0

    def notes(self, file: str) -> Iterator[Problem]:
        """Yield what the sender should know of."""
        if self.encoding != UTF_8:
            yield problem("wide_encoding", file=file, detail="UTF-16")
        if self.separator != COMMA:
            yield problem("other_separator", file=file, detail=SEPARATORS[self.separator])
        if self.above:
            yield problem("lines_above", file=file, detail=self.above)


PLAIN = Manner()


def made_plain(package: Package) -> Package:
    """Return the package with every file in the plain manner, and a note on each that was not."""
    files, notes = dict(package.files), list(package.notes)
    for name, opener in package.files.items():
        with opener() as stream:
            manner = _manner(name, stream.read(HEAD))
        if manner != PLAIN:
            files[name] = partial(_rewritten, name, opener, manner)
            notes += manner.notes(name)
    return replace(package, files=files, notes=tuple(notes))


def _manner(name: str, head: bytes) -> Manner:
    encoding = _encoding(head)
    text = io.StringIO(head.decode(encoding, "replace"), newline="")
    lines = list(islice(text, LOOKED_THROUGH))
    if any(name.casefold() in map(str.casefold, form.guides) for form in FORMATS):
        return Manner(encoding, _of_pairs(lines))
    known = _known(name)
    best, most = Manner(encoding), FEWEST - 1
    for above, line in enumerate(lines):
        for separator in (COMMA, *SEPARATORS):
            names = {folded(field) for field in next(csv.reader([line], delimiter=separator), [])}
            if len(names & known) > most:
                best, most = Manner(encoding, separator, above), len(names & known)
        if above == 0 and best.separator == COMMA and most >= FEWEST:
            break
    if len(head) == HEAD and not lines[best.above].endswith(("\n", "\r")):
        # No header is as long; a column of passwords might stand behind.
        raise RefusedError(problem("too_many_columns", file=name, line=1))
    return best


def _encoding(head: bytes) -> str:
    """Return the code: that of UTF-16 where a mark says so, or every other byte of a line does."""
    if head.startswith(WIDE):
        return UTF_16
    line = head.split(b"\n", 1)[0][:ENOUGH]
    evens, odds = line[0::2], line[1::2]
    if odds and not odds.strip(b"\0") and b"\0" not in evens:
        return UTF_16_LE
    if odds and not evens.strip(b"\0") and b"\0" not in odds:
        return UTF_16_BE
    return UTF_8


def _known(name: str) -> set[str]:
    """Return what the columns of a file are called, in every format that has one of this name."""
    return {
        folded(header)
        for form in FORMATS
        for spec in form.files
        if spec.name.casefold() == name.casefold()
        for column in spec.columns
        for header in (column.header, *column.also)
    }


def _of_pairs(lines: list[str]) -> str:
    """Return what stands between names and values; such a file need not have a header."""
    said = "".join(lines)
    return next((sign for sign in (COMMA, *SEPARATORS) if sign in said), COMMA)


def _rewritten(name: str, opener: Opener, manner: Manner) -> IO[bytes]:
    return stream_of(_plain(name, opener, manner))


def _plain(name: str, opener: Opener, manner: Manner) -> Iterator[bytes]:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    with opener() as stream:
        narrow = stream if manner.encoding == UTF_8 else stream_of(_narrow(stream, manner.encoding))
        rows = Reader(narrow, name, separator=manner.separator, skipped=manner.above)
        writer.writerows([[]] * manner.above)
        for row in rows:
            writer.writerow(row)
            if out.tell() > HEAD:
                yield _taken(out)
        yield _taken(out)


def _narrow(stream: IO[bytes], encoding: str) -> Iterator[bytes]:
    """Yield UTF-16 as UTF-8."""
    decoder = getincrementaldecoder(encoding)("replace")
    while chunk := stream.read(CHUNK):
        yield _signs(decoder.decode(chunk))
    yield _signs(decoder.decode(b"", final=True))


def _signs(text: str) -> bytes:
    return text.replace("\ufffd", _NO_SIGN).encode("utf-8", "surrogateescape")


def _taken(out: io.StringIO) -> bytes:
    written = out.getvalue().encode("utf-8", "surrogateescape")
    out.seek(0)
    out.truncate()
    return written
