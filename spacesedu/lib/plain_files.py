"""Plain files of a folder into which somebody else writes, who may swap them at any moment.

A look at a path and a later use of it are two things: in between, a link can take its place, to
what only we may read. So the folder and each file are opened once, never through a link, and all
that is asked is asked of what was opened.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

# A link; gone since it was listed; a socket.
NOT_PLAIN = {errno.ELOOP, errno.ENOENT, errno.ENXIO}


@contextmanager
def folder_opened(path: Path) -> Iterator[int]:
    """Open a folder to take files out of, and give its descriptor.

    Raises OSError where that is a link, or nothing may be taken out.
    """
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if not os.access(".", os.W_OK, dir_fd=folder):
            raise PermissionError(errno.EACCES, "nothing can be removed here", str(path))
        yield folder
    finally:
        os.close(folder)


@contextmanager
def plainly_opened(name: str, folder: int) -> Iterator[BinaryIO | None]:
    """Open the file ``name`` of ``folder`` for reading; None where that is no plain file.

    Raises OSError where it is one that cannot be read.
    """
    try:
        # Not to block: a pipe in its place would be waited for without end.
        found = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError as error:
        if error.errno not in NOT_PLAIN:
            raise
        yield None
        return
    if not stat.S_ISREG(os.fstat(found).st_mode):
        os.close(found)
        yield None
        return
    with os.fdopen(found, "rb") as file:
        yield file


def copied(name: str, folder: int, to: Path) -> os.stat_result | None:
    """Copy the file ``name`` into the folder ``to``, and return its status.

    None where it is no plain file, or one that changed meanwhile.
    """
    with plainly_opened(name, folder) as file:
        if file is None:
            return None
        before = os.fstat(file.fileno())
        with (to / name).open("wb") as copy:
            shutil.copyfileobj(file, copy)
        after = os.fstat(file.fileno())
    return after if _same(before, after) else None


def remove_as_seen(name: str, seen: os.stat_result, folder: int) -> None:
    """Remove the file ``name``, unless it is another one now, or somebody has written to it."""
    try:
        now = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return
    if _same(seen, now):
        os.unlink(name, dir_fd=folder)


def _same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_ino, one.st_size, one.st_mtime_ns) == (
        other.st_ino,
        other.st_size,
        other.st_mtime_ns,
    )
