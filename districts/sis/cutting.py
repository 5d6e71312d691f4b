"""What of a file is kept: the columns that are read. The values of all others are taken out.

Their names stay, so that the kept file is judged as the whole one would be: which columns are
unknown or stand twice, how many fields a row has to have, and on which line it stands. Columns of
passwords go with their names.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import IO

from districts.sis import headers, registry
from districts.sis.lengths import CHUNK, UTF_8, Reader, says_something
from districts.sis.streams import stream_of
from districts.sis.windows import WINDOWS

LONGEST_HEADER = 64 * 1024
_AT_ONCE = 1000
PIECE = 64 * 1024  # a file is read in pieces of this size, which stay in the processor's cache
_ODD = "?"  # stands in a field too many, so that there is one

type Row = list[str]


@dataclass(frozen=True, slots=True)
class Cut:
    """What is taken out of a file. ``width`` columns have names, ``spare`` commas follow.

    Of the places ``blanked`` the values go, of those ``dropped`` the names, too.
    """

    width: int
    spare: int
    blanked: tuple[int, ...]
    dropped: tuple[int, ...]

    @property
    def anything(self) -> bool:
        """Tell whether there is anything to take out."""
        return bool(self.blanked or self.dropped or self.spare)

    @property
    def is_plain(self) -> bool:
        """Tell whether a row that begins with a value says something that is read."""
        return not self.spare and 0 not in self.blanked

    @property
    def spans(self) -> list[slice]:
        """Return the places to be blanked, those side by side as one."""
        found = []
        for _distance, group in groupby(enumerate(self.blanked), lambda pair: pair[1] - pair[0]):
            places = list(map(itemgetter(1), group))
            found.append(slice(places[0], places[-1] + 1))
        return found

    def is_odd(self, row: Row) -> bool:
        """Tell whether a row has more or fewer fields than the header."""
        behind = len(row) > self.width + self.spare or any(row[self.width :])
        return len(row) < self.width or behind


def cut_of(name: str, head: bytes) -> Cut | None:
    """Return what has to be taken out of the file ``name`` that begins with ``head``.

    None where no column has a name: nothing of such a file is read.
    """
    if any(name.casefold() in map(str.casefold, form.guides) for form in registry.FORMATS):
        return Cut(0, 0, (), ())
    names = _names(head)
    named = headers.without_empty_end(names)
    if not named:
        return None
    spare = len(names) - len(named) or headers.spare_behind(_below(head), len(named))
    dropped = headers.secret_columns(named)
    read = {
        place
        for form in registry.FORMATS
        for spec in form.files
        if spec.name.casefold() == name.casefold()
        for place in headers.read_columns(spec, named)
    }
    blanked = tuple(place for place in range(len(named)) if place not in read)
    return Cut(len(named), spare, blanked, dropped)


def secret_names(head: bytes) -> list[str]:
    """Return the columns of passwords that the header of a file names."""
    names = _names(head)
    return [names[place] for place in headers.secret_columns(names)]


def is_readable(head: bytes) -> bool:
    """Tell whether the file begins as text in UTF-8 or a code like it, in which names are found."""
    return not head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" not in head.split(b"\n", 1)[0]


def without_others(name: str, stream: IO[bytes], cut: Cut) -> Iterator[bytes]:
    """Yield the file's bytes without what is not read; rows keep their lines and their faults.

    As long as every line is plainly a row, that takes a fifth of the time.
    """
    rest, line = b"", 0
    while cut.is_plain and (chunk := stream.read(PIECE)):
        rest += chunk
        end = rest.rfind(b"\n") + 1
        fields = _plain_fields(rest[:end], cut.width)
        if not fields:
            break
        stride = cut.width + 1
        rows, header = len(fields) // stride, fields[: cut.width] if not line else []
        for place in cut.blanked:
            fields[place::stride] = [b""] * rows
        fields[: len(header)] = header
        for place in reversed(cut.dropped):
            del fields[place::stride]
            stride -= 1
        line += rows
        yield b",".join([*fields, b""]).replace(b",\n,", b"\n")
        rest = rest[end:]
    yield from _carefully(Reader(stream_of(_chunks(rest, stream)), name, after=line), cut)


def _plain_fields(text: bytes, width: int) -> list[bytes]:
    """Return the fields of all rows one after another, and behind each row a line break.

    Nothing, unless every comma and every line is what it seems to be, each row has ``width``, and
    each begins with a value: one that does not may be blank.
    """
    text = text.replace(b"\r\n", b"\n")
    if b'"' in text or b"\r" in text or b"\n," in b"\n" + text:
        return []
    fields = text.replace(b"\n", b",\n,").split(b",")[:-1]
    breaks, stray = fields[width :: width + 1], len(fields) % (width + 1)
    plain = not stray and set(breaks) == {b"\n"} and len(breaks) == text.count(b"\n")
    return fields if plain else []


def _carefully(file: Reader, cut: Cut) -> Iterator[bytes]:
    """Yield what is kept of a file that is read by all the rules."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    line, rows = file.last, iter(file)
    for row in rows if not line else ():
        writer.writerow(_dropped(row, cut.dropped))
        line = file.last
        if row:
            break
    while some := list(islice(rows, _AT_ONCE)):
        each_a_line, line = file.last - line == len(some), file.last
        alike = {*map(len, some)} == {cut.width} and all(row[0] for row in some)
        if each_a_line and cut.is_plain and alike:
            _cut_alike(some, cut.spans, cut.dropped)
            writer.writerows(some)
        else:
            for row in some:
                writer.writerows(_one_by_one(row, cut))
        if out.tell() > CHUNK:
            yield _taken(out)
    yield _taken(out)


def _cut_alike(rows: Iterable[Row], spans: Iterable[slice], dropped: Sequence[int]) -> None:
    """Cut rows that have a field for every column."""
    for places in spans:
        blanks = [""] * (places.stop - places.start)
        for row in rows:
            row[places] = blanks
    for place in reversed(dropped):
        for row in rows:
            del row[place]


def _chunks(first: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    yield first
    while chunk := stream.read(CHUNK):
        yield chunk


def _one_by_one(row: Row, cut: Cut) -> Iterator[Row]:
    """Yield what is kept of a row, and blank ones for the lines it then lacks.

    In a row with more or fewer fields than the header any value may stand anywhere, and one that
    says something, but nothing that is read, may mean anybody: nothing but its first field is kept,
    so that it is still reported, and still counts as seen.
    """
    if not says_something(row):
        yield [""] * (cut.width + cut.spare - len(cut.dropped)) if len(row) > 1 else []
        return
    says = any(field for place, field in enumerate(row) if place not in cut.blanked)
    if cut.is_odd(row) or not says:
        first = "" if 0 in cut.blanked else row[0]
        filling = [""] * (cut.width + cut.spare - len(cut.dropped) - 1)
        yield [first, *filling, _ODD + "\n" * (_breaks(row) - _breaks([first]))]
        return
    for place in cut.blanked:
        row[place] = "\n" * _breaks([row[place]])
    yield _dropped(row, cut.dropped)
    yield from [[]] * _breaks(row[place] for place in cut.dropped)


def _dropped(row: Row, places: Sequence[int]) -> Row:
    return [field for place, field in enumerate(row) if place not in places]


def _breaks(fields: Iterable[str]) -> int:
    """Return how many lines end inside these fields."""
    return sum(
        field.count("\n") + field.count("\r") - field.count("\r\n") for field in fields if field
    )


def _names(head: bytes) -> Row:
    """Return the header's names, read as the rows are: its first row, not its first line."""
    text = io.StringIO(head.decode(UTF_8, "surrogateescape"), newline="")
    return [_as_text(name) for name in next(filter(None, csv.reader(text)), [])]


def _below(head: bytes) -> str:
    """Return what stands below the header; only its commas and quotation marks matter."""
    return head.lstrip(b"\r\n").partition(b"\n")[2].decode("latin-1")


def _as_text(name: str) -> str:
    written = name.replace("\0", "").encode("utf-8", "surrogateescape")
    try:
        return written.decode()
    except UnicodeDecodeError:
        return written.decode(WINDOWS, "replace")


def _taken(out: io.StringIO) -> bytes:
    written = out.getvalue().encode("utf-8", "surrogateescape")
    out.seek(0)
    out.truncate()
    return written
