"""What lies in an inbox folder and may be taken: complete, and nobody is writing to it any more."""

import os
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import BinaryIO

from spacesedu.lib.plain_files import plainly_opened

STABLE_FOR = timedelta(minutes=1)
# What has no end may still be on its way after a pause of the line; by then it is not.
GIVEN_UP_AFTER = timedelta(minutes=15)
WIDE_BREAK = b"\n\0"  # in UTF-16
UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".crdownload", "~")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: when its bytes, name or rights last changed, and whether it is whole."""

    name: str
    changed_at: datetime
    whole: bool

    @property
    def suffix(self) -> str:
        """Return the end of its name, which tells what it is: ".zip" is a package by itself."""
        return PurePath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Arrival:
    """One package: a zip, or the loose files of a folder together."""

    files: tuple[str, ...]


def entries(folder: int) -> list[Entry]:
    """Return the plain files of an opened folder; links, folders and unfinished uploads are none.

    Raises OSError where one cannot be read: what it says might be missing from a package.
    """
    found = []
    for name in sorted(os.listdir(folder)):
        if name.startswith(".") or name.lower().endswith(UNFINISHED):
            continue
        with plainly_opened(name, folder) as file:
            if file is not None:
                found.append(_entry(name, file))
    return found


def arrivals(found: Iterable[Entry], *, at: datetime) -> list[Arrival]:
    """Return the packages that may be taken, the oldest first.

    Loose files are one package, which is complete when none of them has changed for a minute.
    """
    listed = list(found)
    ready = [
        (one.changed_at, Arrival((one.name,)))
        for one in listed
        if one.suffix == ".zip" and _still(one, at)
    ]
    loose = [one for one in listed if one.suffix != ".zip"]
    if any(one.suffix == ".csv" for one in loose) and all(_still(one, at) for one in loose):
        newest = max(one.changed_at for one in loose)
        ready.append((newest, Arrival(tuple(one.name for one in loose))))
    return [package for _, package in sorted(ready, key=lambda pair: (pair[0], pair[1].files))]


def _entry(name: str, file: BinaryIO) -> Entry:
    status = os.fstat(file.fileno())
    # A client may set the time of the content back; the other one it cannot.
    changed = datetime.fromtimestamp(max(status.st_mtime, status.st_ctime)).astimezone()
    return Entry(name, changed, _ends(name, file))


def _ends(name: str, file: BinaryIO) -> bool:
    """Tell whether a file ends as its kind does: a zip's end is written last, as is a line's.

    Many programs end no last line, and their files are taken later.
    """
    match PurePath(name).suffix.lower():
        case ".zip":
            return zipfile.is_zipfile(file)
        case ".csv":
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - len(WIDE_BREAK), 0))
            return file.read().endswith((b"\n", b"\r", WIDE_BREAK))
        case _:
            return True


def _still(entry: Entry, at: datetime) -> bool:
    age = at - entry.changed_at
    return age >= (STABLE_FOR if entry.whole else GIVEN_UP_AFTER)
