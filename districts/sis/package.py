"""Opening what somebody handed in: a folder or a zip, trusted with nothing."""

import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from districts.sis.problems import RefusedError, problem

MOST_ENTRIES = 100
MOST_BYTES = 4 * 1024**3
MOST_RATIO = 200
SMALL = 1024**2  # below this a ratio says nothing

Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Package:
    """The known files of a package, each to be opened as a stream, and the names of the others."""

    files: Mapping[str, Opener]
    others: tuple[str, ...]


@contextmanager
def opened(path: Path, known: frozenset[str]) -> Iterator[Package]:
    """Open ``path`` and yield its files among ``known``; refuse what is unsafe before reading it."""
    try:
        if path.is_dir():
            yield _folder(path, known)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield _archive(archive, known)
        elif path.exists():
            raise _refused("unreadable", _("“%s” is neither a folder nor a zip file.") % path.name)
        else:
            raise _refused("unreadable", _("there is nothing at “%s”.") % path)
    except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError) as reason:
        raise _refused("unreadable", str(reason)) from reason


def _folder(path: Path, known: frozenset[str]) -> Package:
    names = sorted(entry.name for entry in path.iterdir())
    if len(names) > MOST_ENTRIES:
        raise _refused("unsafe_archive", _("it has more than %d files") % MOST_ENTRIES)
    found = [name for name in names if name in known]
    for name in found:
        status = (path / name).lstat()
        if not stat.S_ISREG(status.st_mode):
            raise _refused("unsafe_archive", _("“%s” is a link or no file") % name)
    if sum((path / name).stat().st_size for name in found) > MOST_BYTES:
        raise _refused("unsafe_archive", _("it is too large"))
    return Package(
        {name: partial((path / name).open, "rb") for name in found},
        tuple(name for name in names if name not in known),
    )


def _archive(archive: zipfile.ZipFile, known: frozenset[str]) -> Package:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _refused("unsafe_archive", _("it has more than %d files") % MOST_ENTRIES)
    if len({entry.filename for entry in entries}) < len(entries):
        raise _refused("unsafe_archive", _("a file stands in it twice"))
    for entry in entries:
        if reason := _unsafe(entry):
            raise _refused("unsafe_archive", reason)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise _refused("unsafe_archive", _("it unpacks to too much"))
    return Package(
        {e.filename: partial(archive.open, e) for e in entries if e.filename in known},
        tuple(e.filename for e in entries if e.filename not in known),
    )


def _unsafe(entry: zipfile.ZipInfo) -> str | None:
    name = entry.filename
    if "/" in name or "\\" in name or name in {"", ".", ".."} or entry.orig_filename != name:
        return _("its files must be at its root, without folders or paths")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("it has a link in it")
    if entry.flag_bits & 0x1:
        return _("it is encrypted")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return _("it is packed in an unknown way")
    if Path(name).suffix.lower() in {".zip", ".gz", ".7z", ".tar", ".rar", ".bz2", ".xz"}:
        return _("it has another archive in it")
    if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        return _("it unpacks to far more than its size")
    return None


def _refused(code: str, detail: str) -> RefusedError:
    return RefusedError(problem(code, detail=detail))
