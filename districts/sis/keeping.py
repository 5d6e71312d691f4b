"""Packages as they are kept: what is read, and nothing else, in one zip of private storage.

They are what a run is made from, so that it can begin again after its worker died, and be planned
anew when somebody approves it. After 30 days the bytes are erased.
"""

import hashlib
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.storage import default_storage

from districts.models import SisConnection, StoredPackage
from districts.sis.cutting import (
    LONGEST_HEADER,
    cut_of,
    is_readable,
    secret_names,
    without_others,
)
from districts.sis.lengths import measured
from districts.sis.package import MOST_BYTES, Opener, Package, opened
from districts.sis.problems import Problem, RefusedError, problem
from districts.sis.registry import KNOWN_NAMES
from districts.sis.trouble import FULL, our_fault_refuses

type Note = dict[str, str]

KEPT_FOR = timedelta(days=30)
FOLDER = "sis"
CHUNK = 1024**2
# What a zip is worth: a quarter of the processor time of the usual 6, a third larger [measured].
LEVEL = 1


def keep(
    package: Package,
    *,
    connection: SisConnection,
    name: str,
    at: datetime,
    notes: Iterable[Note] = (),
) -> StoredPackage:
    """Keep the known files of ``package``, with the columns that are read.

    Raises ``RefusedError`` for one that unpacks to too much or cannot be told into rows to take the
    others out, and where there is no room; nothing is kept then.
    """
    key = f"{FOLDER}/{connection.district_id}/{uuid.uuid4().hex}.zip"
    try:
        with tempfile.TemporaryFile(prefix="sis-", suffix=".zip") as room:
            with our_fault_refuses():
                digest = _packed(package, room)
            size = room.seek(0, 2)
            room.seek(0)
            _stored(key, room)
    except OSError as reason:
        if reason.errno in FULL:
            raise RefusedError(problem("no_room")) from reason
        raise
    return StoredPackage.objects.create(
        district_id=connection.district_id,
        connection=connection,
        name=shown(name, 255),
        key=key,
        size=size,
        sha256=digest,
        left_out=[shown(other) for other in package.others],
        notes=[*notes, *_secrets(package)],
        received_at=at,
    )


def note(code: str, *, file: str = "", column: str = "", detail: str = "") -> Note:
    """Return something found at receipt as it is kept beside the package."""
    return {"code": code, "file": file, "column": column, "detail": detail}


def shown(name: str, longest: int = 120) -> str:
    """Return a name that somebody else has given as it can be kept and shown: text, on one line."""
    text = name.encode("utf-8", "replace").decode().replace("\0", "")
    return " ".join(text.split())[:longest]


@contextmanager
def reopened(kept: StoredPackage) -> Iterator[Package]:
    """Open a kept package again; raises ``RefusedError`` once its bytes are erased."""
    if kept.erased_at is not None:
        raise RefusedError(problem("erased"))
    with _at_hand(kept.key) as path, opened(path, KNOWN_NAMES, ours=True) as package:
        yield Package(package.files, tuple(kept.left_out))


def notes_on(kept: StoredPackage) -> list[Problem]:
    """Return what was found at receipt, for whatever run is made of the package."""
    return [
        problem(note["code"], file=note["file"], column=note["column"], detail=note["detail"])
        for note in kept.notes
    ]


def erase_old(*, at: datetime) -> int:
    """Erase the bytes of packages older than 30 days; return how many."""
    erased = 0
    for kept in StoredPackage.objects.filter(erased_at=None, received_at__lt=at - KEPT_FOR):
        default_storage.delete(kept.key)
        kept.erased_at = at
        kept.save(update_fields=["erased_at"])
        erased += 1
    return erased


def _stored(key: str, room: IO[bytes]) -> None:
    """Store a zip, or nothing: half of one would be of no row, and lie there for ever."""
    try:
        default_storage.save(key, File(room))
    except BaseException:
        with suppress(Exception):
            default_storage.delete(key)
        raise


@contextmanager
def _at_hand(key: str) -> Iterator[Path]:
    """Yield the file's place on this machine: a zip is read from its end."""
    try:
        yield Path(default_storage.path(key))
    except NotImplementedError:
        with default_storage.open(key) as far, tempfile.NamedTemporaryFile(prefix="sis-") as near:
            for chunk in _chunks(far):
                near.write(chunk)
            near.flush()
            yield Path(near.name)


def _packed(package: Package, room: IO[bytes]) -> str:
    """Write the files in the order of their names; return the digest of names and bytes."""
    whole, written = hashlib.sha256(), 0
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name in sorted(package.files):
            own = hashlib.sha256()
            # By its name alone: an entry of one's own would be packed at zipfile's level, not ours.
            with archive.open(name, "w", force_zip64=True) as sink:
                for chunk in clean(name, package.files[name]):
                    written += len(chunk)
                    if written > MOST_BYTES:
                        raise RefusedError(problem("too_large"))
                    own.update(chunk)
                    sink.write(chunk)
            whole.update(name.encode() + b"\0" + own.digest())
    return whole.hexdigest()


def _secrets(package: Package) -> list[Note]:
    """Return a note for each column that is taken out."""
    found = []
    for name, opener in package.files.items():
        with opener() as stream:
            columns = secret_names(stream.read(LONGEST_HEADER))
        found += [note("secret_column", file=name, column=shown(column)) for column in columns]
    return found


def clean(name: str, opener: Opener) -> Iterator[bytes]:
    """Yield what of a file is kept; its own bytes where all its columns are read."""
    with opener() as stream:
        head = stream.read(LONGEST_HEADER)
        if not is_readable(head):
            raise RefusedError(problem("header_encoding", file=name, line=1))
        if len(head) == LONGEST_HEADER and not head.strip():
            return  # what follows so far below is no header's
        cut = cut_of(name, head)
        if cut is None:
            return
        if not cut.anything:
            yield from measured(chain([head], _chunks(stream)), name)
            return
    with opener() as again:
        yield from without_others(name, again, cut)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk
