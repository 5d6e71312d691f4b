"""Packages that somebody made to do harm, and packages that broke on their way."""

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.samples.advanced_csv import sample

LOCAL = b"PK\x03\x04"
CENTRAL = b"PK\x01\x02"
# Where a size stands behind each signature: packed, then unpacked.
SIZES = {LOCAL: 18, CENTRAL: 20}


def files() -> dict[str, bytes]:
    """Return the files of a whole and sound package."""
    package = sample()
    return {name: package.text(name).encode() for name in package.files}


def zipped(**more: bytes) -> bytes:
    """Return a sound package with other files in it."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (files() | more).items():
            archive.writestr(name, content)
    return room.getvalue()


def lying(*, size: int, packed: int | None = None) -> bytes:
    """Return a package whose first file declares another size than it has."""
    content = bytearray(zipped())
    for signature, place in SIZES.items():
        at = content.index(signature) + place
        real_packed, _ = struct.unpack_from("<II", content, at)
        struct.pack_into("<II", content, at, packed or real_packed, size)
    return bytes(content)


def damaged(share: float) -> bytes:
    """Return a package in which bytes were lost on their way: some zeros, at a share of it."""
    content = zipped()
    at = int(len(content) * share)
    return content[:at] + bytes(40) + content[at + 40 :]


def truncated(share: float) -> bytes:
    """Return the beginning of a package."""
    content = zipped()
    return content[: int(len(content) * share)]


def flagged(flags: int, *, method: int | None = None) -> bytes:
    """Return a package whose first file is marked otherwise: encrypted, or packed by ``method``."""
    content = bytearray(zipped())
    for signature, place in {LOCAL: 6, CENTRAL: 8}.items():
        at = content.index(signature) + place
        content[at] |= flags
        if method is not None:
            content[at + 2] = method
    return bytes(content)


def renamed(name: bytes, *, flags: int = 0) -> bytes:
    """Return a package whose first file is called ``name``, as long as ``Students.csv``."""
    content = bytearray(flagged(0))
    content = content.replace(b"Students.csv", name)
    at = content.index(CENTRAL) + 9
    content[at] |= flags
    content[content.index(LOCAL) + 7] |= flags
    return bytes(content)


def linked() -> bytes:
    """Return a package with a link instead of a file."""
    room = io.BytesIO()
    entry = zipfile.ZipInfo("Students.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(room, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return room.getvalue()


def twice() -> bytes:
    """Return a package with two files of one name."""
    return zipped(**{"STUDENTS.CSV": b"x"}).replace(b"STUDENTS.CSV", b"Students.csv")


def folder(path: Path, make: Callable[[Path], object]) -> Path:
    """Return a folder of sound files in which something was put beside, or in place of one."""
    path.mkdir()
    for name, content in files().items():
        (path / name).write_bytes(content)
    make(path)
    return path


def instead(path: Path, make: Callable[[Path], object]) -> None:
    """Put something else where Students.csv was."""
    (path / "Students.csv").unlink()
    make(path / "Students.csv")


def many(path: Path) -> None:
    """Put so many files beside it that there are 101."""
    for number in range(96):
        (path / f"{number}.csv").touch()


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing at all": (lambda: b"", "neither a folder nor a zip"),
    "text": (lambda: b"User ID,First Name\n", "neither a folder nor a zip"),
    "its first bytes": (lambda: truncated(0.01), "its end is missing"),
    "its first half": (lambda: truncated(0.5), "its end is missing"),
    "all but its end": (lambda: truncated(0.99), "cannot be read"),
    "damaged at its beginning": (lambda: damaged(0.02), "cannot be read"),
    "damaged in a file": (lambda: damaged(0.4), "cannot be read"),
    "damaged in its list": (lambda: damaged(0.9), "cannot be read"),
    "a bomb": (lambda: zipped(**{"Students.csv": bytes(30_000_000)}), "far more than its size"),
    "a bomb nobody would open": (lambda: zipped(**{"x.csv": bytes(3_000_000)}), "far more"),
    "a file that says it is 4 GB": (lambda: lying(size=0xFFFFFFF0), "far more than its size"),
    "a file that says it is small": (lambda: lying(size=10), "cannot be read"),
    "all of 4 GB, packed and unpacked": (
        lambda: lying(size=0xFFFFFFF0, packed=0x7FFFFFFF),
        "unpacks to too much|cannot be read",
    ),
    "a way up": (lambda: zipped(**{"../../etc/cron.d/x": b"x"}), "without folders or paths"),
    "an absolute name": (lambda: zipped(**{"/etc/passwd": b"x"}), "without folders or paths"),
    "a Windows name": (lambda: zipped(**{"C:\\x.csv": b"x"}), "without folders or paths"),
    "a folder": (lambda: zipped(**{"sub/Staff.csv": b"x"}), "without folders or paths"),
    "a name with an end in it": (lambda: renamed(b"Students\0csv"), "without folders or paths"),
    "a name that is no text": (lambda: renamed(b"Studen\xff\xfe.csv", flags=8), "cannot be read"),
    "a link": (linked, "has a link in it"),
    "an archive": (lambda: zipped(**{"more.ZIP": zipped()}), "has another archive in it"),
    "a password": (lambda: flagged(1), "is encrypted"),
    "an unknown packing": (lambda: flagged(0, method=12), "packed in an unknown way"),
    "101 files": (lambda: zipped(**{f"{n}.csv": b"" for n in range(96)}), "more than 100 files"),
    "one name twice": (twice, "stands in it twice"),
    "no known file": (lambda: zipped().replace(b".csv", b".dat"), "no SIS file in it"),
}
FOLDERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link for a file": (
        lambda path: instead(path, lambda at: at.symlink_to("/etc/passwd")),
        "is a link or no file",
    ),
    "a folder for a file": (lambda path: instead(path, Path.mkdir), "is a link or no file"),
    "a pipe for a file": (lambda path: instead(path, os.mkfifo), "is a link or no file"),
    "101 files in it": (many, "more than 100 files"),
}
