"""What lies in an inbox folder and may be taken: complete, and nobody is writing to it any more."""

import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

STABLE_FOR = timedelta(minutes=1)
# A zip without its end may still be on its way after a pause of the line; by then it is not.
GIVEN_UP_AFTER = timedelta(minutes=15)
UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".crdownload", "~")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: when its bytes, name or rights last changed, and whether it is whole."""

    path: Path
    changed_at: datetime
    whole: bool

    @property
    def is_zip(self) -> bool:
        """Tell whether it is a package by itself."""
        return self.path.suffix.lower() == ".zip"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One package: a zip, or the loose files of a folder together. ``name`` is for people."""

    name: str
    files: tuple[Path, ...]


def entries(folder: Path) -> list[Entry]:
    """Return the plain files of ``folder``; links, folders and unfinished uploads are none."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name.lower().endswith(UNFINISHED):
            continue
        status = path.lstat()
        if stat.S_ISREG(status.st_mode):
            # A client may set the time of the content back; the other one it cannot.
            changed = datetime.fromtimestamp(max(status.st_mtime, status.st_ctime)).astimezone()
            found.append(Entry(path, changed, _whole(path)))
    return found


def arrivals(found: Iterable[Entry], *, at: datetime) -> list[Arrival]:
    """Return the packages that may be taken, the oldest first.

    Loose files are one package, which is complete when none of them has changed for a minute.
    """
    listed = list(found)
    ready = [
        (one.changed_at, Arrival(one.path.name, (one.path,)))
        for one in listed
        if one.is_zip and _still(one, at)
    ]
    loose = [one for one in listed if not one.is_zip]
    if any(one.path.suffix.lower() == ".csv" for one in loose) and all(
        _still(one, at) for one in loose
    ):
        newest = max(one.changed_at for one in loose)
        package = Arrival(f"{len(loose)} × CSV", tuple(one.path for one in loose))
        ready.append((newest, package))
    return [package for _, package in sorted(ready, key=lambda pair: (pair[0], pair[1].name))]


def _still(entry: Entry, at: datetime) -> bool:
    age = at - entry.changed_at
    return age >= (STABLE_FOR if entry.whole else GIVEN_UP_AFTER)


def _whole(path: Path) -> bool:
    """Tell whether a zip has its end, which is written last; other files do not say."""
    return path.suffix.lower() != ".zip" or zipfile.is_zipfile(path)
