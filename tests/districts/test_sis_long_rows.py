"""Rows without an end are refused before they fill the memory, however they come about."""

import tracemalloc
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path
from typing import IO

import pytest

from districts.models import RunState
from districts.sis import keeping
from districts.sis.advanced_csv import STUDENTS
from districts.sis.lengths import LONGEST, Reader
from districts.sis.package import Package
from districts.sis.plain import made_plain
from districts.sis.problems import RefusedError
from districts.sis.streams import stream_of
from tests.samples.advanced_csv import HEADERS, sample
from tests.samples.importing import importing

pytestmark = pytest.mark.django_db

MEGABYTE = 1024**2
NAME = "Students.csv"
HEADER = ",".join(HEADERS[NAME]).encode() + b"\n"
READ = ",".join(column.header for column in STUDENTS.read).encode() + b"\n"
SECRET = HEADER.replace(b"Homeroom", b"Password")
ROW = b"s1,1,A,B,04,Active,100,,,a@b.example\n"


def endless(head: bytes, filling: bytes, megabytes: int = 100) -> Callable[[], IO[bytes]]:
    """Return what opens a file that begins and goes on like this, made as it is read."""
    chunk = filling * (MEGABYTE // len(filling))
    return lambda: stream_of(chain([head], repeat(chunk, megabytes)))


def received_whole(opener: Callable[[], IO[bytes]]) -> None:
    """Read a file as receipt does, to its end."""
    package = made_plain(Package({NAME: opener}, ()))
    for _chunk in keeping.clean(NAME, package.files[NAME]):
        pass


def received(opener: Callable[[], IO[bytes]]) -> RefusedError:
    """Return why a file is refused at receipt, and see that it took no memory."""
    tracemalloc.start()
    with pytest.raises(RefusedError) as refused:
        received_whole(opener)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The longest row, in as many fields as it can have.
    assert peak < 20 * LONGEST, f"{peak / MEGABYTE:.0f} MB"
    return refused.value


@pytest.mark.parametrize(
    ("opener", "line"),
    [
        (endless(READ + ROW, b"x"), 3),
        (endless(HEADER + ROW, b"x"), 3),
        (endless(SECRET + ROW, b"x"), 3),
        (endless(SECRET + ROW, b"x,"), 3),
        (endless(HEADER.replace(b",", b";") + ROW, b"x"), 3),
        (endless(HEADER.decode().encode("utf-16"), "ਊ".encode("utf-16-le")), 2),
        (endless(HEADER + ROW + ROW + b'"s2,1\n', b"aaa\n"), 4),
        (endless(HEADER + ROW + ROW + b'"s2,1\n', b'a","\n'), 4),
    ],
    ids=["read", "other", "secret", "fields", "semicolons", "wide", "quote", "quotes"],
)
def test_a_row_without_an_end_is_refused_with_its_line(
    opener: Callable[[], IO[bytes]], line: int
) -> None:
    reason = received(opener)
    assert [(found.code, found.file, found.line) for found in reason.problems] == [
        ("row_too_long", NAME, line)
    ]


def test_a_row_of_one_megabyte_is_one_row_and_so_is_one_just_short_of_the_longest() -> None:
    for field in (b"x" * MEGABYTE, b"x" * (LONGEST - 100)):
        row = ROW.replace(b"A", field, 1)
        stream = stream_of(iter([HEADER, row, ROW]))
        assert len(list(Reader(stream, NAME))) == 3


def test_an_open_quotation_mark_is_not_read_to_the_end_of_the_file(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    # Nothing but columns that are read: its bytes go by at receipt, and PostgreSQL gets no further.
    package = sample(families=False)
    package.headers[NAME] = [column.header for column in STUDENTS.read]
    path = package.write(tmp_path / "read")
    with (path / NAME).open("ab") as file:
        file.write(b'"s99,1\r\n' + b"s98,1,A,B\r\n" * MEGABYTE)
    report = sd74.run(path)
    assert report.state is RunState.REFUSED
    assert [(found.code, found.line) for found in report.problems] == [("row_too_long", 22)]


def test_a_quotation_mark_inside_a_word_opens_nothing_however_much_follows(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    sd74.run(sample(families=False), approve=True)
    package = sample(families=False)
    package.headers[NAME] = [column.header for column in STUDENTS.read]
    path = package.write(tmp_path / "package")
    text = (path / NAME).read_bytes().replace(b"s00,", b'5" s00,', 1)
    (path / NAME).write_bytes(text + b"\r\n" * (3 * MEGABYTE))
    report = sd74.run(path)
    assert report.state is not RunState.REFUSED
    assert report.counts["students"].created == 1
