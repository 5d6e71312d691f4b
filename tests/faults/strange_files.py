"""Files that are no harm and no good: other encodings, stray signs, far too much of something."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.unsafe_packages import files

NAME = "Students.csv"
MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Strange:
    """What becomes of one file, and what is said of it: line and code.

    ``refused``: then nothing of the package is taken.
    """

    change: Callable[[bytes], bytes]
    said: frozenset[tuple[int | None, str]]
    refused: bool = False
    file: str = NAME

    def package(self) -> dict[str, bytes]:
        """Return the files of a package with that one."""
        sound = files()
        return sound | {self.file: self.change(sound[self.file])}


def line(number: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change one line, counted as people do."""

    def changed(content: bytes) -> bytes:
        lines = content.split(b"\r\n")
        lines[number - 1] = change(lines[number - 1])
        return b"\r\n".join(lines)

    return changed


def put(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Replace a text by another."""
    return lambda content: content.replace(old, new)


def columns(*names: bytes) -> Callable[[bytes], bytes]:
    """Add columns, each with a field in every row."""

    def added(content: bytes) -> bytes:
        head, *rows = content.rstrip(b"\r\n").split(b"\r\n")
        more = [row + b"," * len(names) for row in rows]
        return b"\r\n".join([b",".join([head, *names]), *more]) + b"\r\n"

    return added


def encoded(name: str) -> Callable[[bytes], bytes]:
    """Write the file in another encoding."""
    return lambda content: content.decode().encode(name)


def said(*found: tuple[int | None, str]) -> frozenset[tuple[int | None, str]]:
    """Return what is said."""
    return frozenset(found)


STRANGE: dict[str, Strange] = {
    "a NUL in a row": Strange(line(4, put(b"Tremblay", b"Trem\0blay")), said((4, "bad_encoding"))),
    "a NUL in the id": Strange(line(4, put(b"s02,", b"s0\x002,")), said((4, "bad_encoding"))),
    "one row in Latin-1": Strange(line(5, put("É".encode(), b"\xc9")), said((5, "bad_encoding"))),
    "every row in Latin-1": Strange(encoded("latin-1"), said((None, "guessed_encoding"))),
    "one row in Latin-1 among plain ones": Strange(
        lambda content: line(5, put(b"Tremblay", b"Bouch\xe9"))(put("É".encode(), b"E")(content)),
        said((None, "guessed_encoding")),
    ),
    "a letter in Latin-1 in an id": Strange(
        lambda content: line(5, put(b"s03,", b"s\xe93,"))(put("É".encode(), b"E")(content)),
        said((None, "guessed_encoding"), (5, "bad_encoding")),
    ),
    "the code of a Mac": Strange(
        encoded("mac-roman"),
        said((None, "no_sound_row"), *((number, "bad_encoding") for number in range(2, 22))),
    ),
    "UTF-16": Strange(encoded("utf-16"), said((None, "wide_encoding"))),
    "UTF-16, broken off": Strange(
        lambda content: encoded("utf-16")(content)[:-7],
        said((None, "wide_encoding"), (21, "bad_encoding")),
    ),
    "UTF-16 without a mark": Strange(encoded("utf-16-le"), said((None, "wide_encoding"))),
    "UTF-16 without a mark, the other way": Strange(
        encoded("utf-16-be"), said((None, "wide_encoding"))
    ),
    "UTF-32 without a mark": Strange(
        encoded("utf-32-le"), said((1, "header_encoding")), refused=True
    ),
    "semicolons": Strange(put(b",", b";"), said((None, "other_separator"))),
    "semicolons, and a row with too many": Strange(
        lambda content: line(8, lambda row: row + b";x")(put(b",", b";")(content)),
        said((None, "other_separator"), (8, "ragged_row")),
    ),
    "tabs in Latin-1": Strange(
        lambda content: encoded("latin-1")(put(b",", b"\t")(content)),
        said((None, "other_separator"), (None, "guessed_encoding")),
    ),
    "a line for Excel": Strange(
        lambda content: b"sep=;\r\n" + put(b",", b";")(content),
        said((None, "other_separator"), (None, "lines_above")),
    ),
    "a title": Strange(
        lambda content: b"Students of 2026\r\n\r\n" + content, said((None, "lines_above"))
    ),
    "semicolons between names nobody knows": Strange(
        lambda _: b"A;B;C\r\n1;2;3\r\n", said((1, "separated")), refused=True
    ),
    "an overlong slash": Strange(
        line(6, put(b"Tremblay", b"Trem\xc0\xafblay")), said((6, "bad_encoding"))
    ),
    "half a pair": Strange(
        line(6, put(b"Tremblay", b"Trem\xed\xa0\x80blay")), said((6, "bad_encoding"))
    ),
    "lines that end in CR": Strange(put(b"\r\n", b"\r"), said()),
    "lines that end in LF": Strange(put(b"\r\n", b"\n"), said()),
    "no end of the last line": Strange(lambda content: content.rstrip(), said()),
    "empty lines": Strange(put(b"\r\n", b"\r\n\r\n"), said()),
    "a CR in a row": Strange(
        line(7, put(b"Tremblay", b"Trem\rblay")), said((7, "ragged_row"), (8, "ragged_row"))
    ),
    "too many fields": Strange(line(8, lambda row: row + b",x,y"), said((8, "ragged_row"))),
    "too few fields": Strange(line(8, lambda row: row[:20]), said((8, "ragged_row"))),
    "an opened quote": Strange(
        line(9, put(b"Tremblay", b'"Tremblay')), said((9, "open_quote")), refused=True
    ),
    "a quote within": Strange(line(9, put(b"Tremblay", b'Trem"blay')), said()),
    "a megabyte in a field": Strange(
        line(10, put(b"Tremblay", b"x" * MEGABYTE)), said((10, "too_long"))
    ),
    "a megabyte in a field, and a row that is broken": Strange(
        line(10, lambda row: put(b"Tremblay", b"x" * MEGABYTE)(row) + b",x"),
        said((10, "ragged_row")),
    ),
    "2,000 columns": Strange(
        columns(*(b"x%d" % number for number in range(2000))),
        said((1, "too_many_columns")),
        refused=True,
    ),
    "one column twice": Strange(columns(b"First Name"), said((1, "column_twice")), refused=True),
    "one column in two spellings": Strange(
        columns(b"FIRSTNAME"), said((1, "column_twice")), refused=True
    ),
    "a formula for a name": Strange(line(11, put(b"Tremblay", b"=cmd|x!A0 ")), said()),
    "no id": Strange(line(12, put(b"s10,", b",")), said((12, "missing_value"))),
    "an id of spaces": Strange(line(12, put(b"s10,", b"   ,")), said((12, "missing_value"))),
    "the same id twice": Strange(
        lambda content: content + content.split(b"\r\n")[1].replace(b"Tremblay", b"Roy"),
        said((2, "conflicting_rows"), (22, "conflicting_rows")),
    ),
    "a date that is none": Strange(line(13, put(b"2015-02-03", b"2015-02-30")), said()),
    "a year far away": Strange(line(13, put(b"2015-02-03", b"999999-01-01")), said()),
    "header only": Strange(lambda content: content.split(b"\r\n")[0], said((None, "empty_file"))),
    "nothing in it": Strange(lambda _content: b"", said((None, "empty_file"))),
    "only a mark of order": Strange(lambda _: b"\xef\xbb\xbf", said((None, "empty_file"))),
    "two marks of order": Strange(
        lambda content: b"\xef\xbb\xbf" * 2 + content, said((1, "header_spelling"))
    ),
}
