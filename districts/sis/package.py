"""Opening what somebody handed in: a folder or a zip, trusted with nothing."""

import stat
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from districts.sis.entry_names import is_junk, plain_names, top_folder
from districts.sis.problems import Problem, RefusedError, problem

# What Python says where a zip is not what its directory promises.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError)
MOST_ENTRIES = 100
MOST_BYTES = 4 * 1024**3
# While a person waits for an answer: as much as is read in the time a page may take.
MOST_AT_ONCE = 1024**3 // 2
MOST_RATIO = 200
SMALL = 1024**2  # below this a ratio says nothing
ENCRYPTED = 0x41  # as it has always been, and "strong"
PATCHED = 0x20
LONGEST_SHOWN = 120
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ARCHIVES = {".zip", ".gz", ".7z", ".tar", ".rar", ".bz2", ".xz"}
WORKBOOK = "[Content_Types].xml"
ZIP_BEGINS = b"PK\x03\x04"

Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Package:
    """The known files of a package, each to be opened as a stream, and the names of the others.

    A file is known by its name in any case, and kept under the name it has; only a copy's number is
    taken off. ``notes`` tell of that.
    """

    files: Mapping[str, Opener]
    others: tuple[str, ...]
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken of a package: files of ``known`` names in lower case, ``most`` bytes in all.

    In ``ours`` a file may be packed as small as it is.
    """

    known: frozenset[str]
    ours: bool
    most: int

    def refuse_too_much(self, size: int) -> None:
        """Refuse a package of more bytes."""
        if size > self.most:
            too_much = _("it unpacks to too much")
            by_hand = _("it unpacks to more than is taken by hand; put it into the inbox folder")
            raise _refused("unsafe_archive", too_much if self.most == MOST_BYTES else by_hand)


@contextmanager
def opened(
    path: Path, known: frozenset[str], *, ours: bool = False, most: int | None = None
) -> Iterator[Package]:
    """Open ``path`` and yield its files among ``known``; refuse what is unsafe unread.

    ``ours``: we have packed it ourselves, and a file that repeats itself may be as small as it is.
    ``most``: no more bytes are taken than that.
    A zip that turns out to be damaged while the caller reads it is refused then; the caller's own
    troubles, such as a full disk, stay theirs.
    """
    folded = frozenset(name.casefold() for name in known)
    try:
        with ExitStack() as open_files:
            yield _package(path, Limits(folded, ours, most or MOST_BYTES), open_files)
    except DAMAGED as reason:
        raise _refused("unreadable", _("the zip file is damaged.")) from reason


def _package(path: Path, limits: Limits, open_files: ExitStack) -> Package:
    try:
        if path.is_dir():
            return _folder(path, limits)
        if zipfile.is_zipfile(path):
            return _archive(open_files.enter_context(zipfile.ZipFile(path)), limits)
    except UnicodeDecodeError as reason:
        raise _refused("unreadable", _("the names of its files are no text.")) from reason
    except NotImplementedError as reason:
        raise _refused("unreadable", _("it is packed in an unknown way.")) from reason
    except OSError as reason:
        raise _refused("unreadable", reason.strerror or type(reason).__name__) from reason
    if path.exists():
        if _begins_as_zip(path):
            words = _("“%s” begins as a zip file, and its end is missing: send it once more.")
            raise _refused("unreadable", words % path.name)
        words = _("“%s” is neither a folder nor a zip file, or a part of it is missing.")
        raise _refused("unreadable", words % path.name)
    raise _refused("unreadable", _("there is nothing at “%s”.") % path)


def called(package: Package, names: Collection[str]) -> tuple[Package, tuple[Problem, ...]]:
    """Return the package with its files under those ``names``, and a note on each other spelling.

    A name as it should be comes before one in another case; two of the latter are refused.
    """
    proper = {name.casefold(): name for name in names}
    found = {name: opener for name, opener in package.files.items() if name in names}
    others, notes = list(package.others), []
    for actual, opener in package.files.items():
        name = proper.get(actual.casefold())
        if name is None or (name != actual and name in package.files):
            others.append(actual)
        elif name != actual and name in found:
            raise _refused("unsafe_archive", _("“%s” stands in it twice") % name)
        elif name != actual:
            found[name] = opener
            notes.append(problem("file_spelling", file=name, detail=actual[:LONGEST_SHOWN]))
    return Package(found, tuple(others)), tuple(notes)


def _folder(path: Path, limits: Limits) -> Package:
    names = sorted(entry.name for entry in path.iterdir())
    if len(names) > MOST_ENTRIES:
        raise _refused("unsafe_archive", _("it has more than %d files") % MOST_ENTRIES)
    names = [name for name in names if not is_junk(name)]
    found = plain_names(names, limits.known)
    for name in found:
        status = (path / name).lstat()
        if not stat.S_ISREG(status.st_mode):
            raise _refused("unsafe_archive", _("“%s” is a link or no file") % name)
    limits.refuse_too_much(sum((path / name).stat().st_size for name in found))
    return _named({name: partial(_open, path / name) for name in names}, found)


def _named(openers: Mapping[str, Opener], found: Mapping[str, str]) -> Package:
    """Return the files that were ``found`` under the names that count."""
    return Package(
        {plain: openers[name] for name, plain in found.items()},
        tuple(name for name in openers if name not in found),
        tuple(
            problem("file_spelling", file=plain, detail=name[:LONGEST_SHOWN])
            for name, plain in found.items()
            if name != plain
        ),
    )


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _archive(archive: zipfile.ZipFile, limits: Limits) -> Package:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _refused("unsafe_archive", _("it has more than %d files") % MOST_ENTRIES)
    if len({entry.filename for entry in entries}) < len(entries):
        raise _refused("unsafe_archive", _("a file stands in it twice"))
    if any(entry.filename == WORKBOOK for entry in entries):
        words = _("it is a workbook: save each sheet as “CSV UTF-8”, and zip those files")
        raise _refused("unsafe_archive", words)
    entries = [entry for entry in entries if not is_junk(entry.filename)]
    top = top_folder([entry.filename for entry in entries])
    within = {entry.filename.removeprefix(top): entry for entry in entries if entry.filename != top}
    for name, entry in within.items():
        if reason := _unsafe(name, entry) or (not limits.ours and _bloated(entry)):
            raise _refused("unsafe_archive", reason)
    limits.refuse_too_much(sum(entry.file_size for entry in within.values()))
    openers = {name: partial(archive.open, entry) for name, entry in within.items()}
    return _named(openers, plain_names(openers, limits.known))


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(ZIP_BEGINS)) == ZIP_BEGINS


def _unsafe(name: str, entry: zipfile.ZipInfo) -> str | None:
    odd = entry.orig_filename != entry.filename
    path = "/" in name or "\\" in entry.filename or name in {"", ".", ".."} or odd
    faults = [
        (path, _("its files must be at its root, without folders or paths")),
        (stat.S_ISLNK(entry.external_attr >> 16), _("it has a link in it")),
        (bool(entry.flag_bits & ENCRYPTED), _("it is encrypted")),
        (
            entry.compress_type not in PACKINGS or bool(entry.flag_bits & PATCHED),
            _("it is packed in an unknown way"),
        ),
        (Path(name).suffix.lower() in ARCHIVES, _("it has another archive in it")),
    ]
    return next((sentence for holds, sentence in faults if holds), None)


def _bloated(entry: zipfile.ZipInfo) -> str | None:
    size = entry.file_size
    if size > SMALL and size > MOST_RATIO * max(entry.compress_size, 1):
        return _("it unpacks to far more than its size")
    return None


def _refused(code: str, detail: str) -> RefusedError:
    return RefusedError(problem(code, detail=detail))
