"""Locks that the kernel drops when their holder dies, however it dies: no stale lock exists."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from spacesedu.embedded.errors import CannotStart


class FileLock:
    """An advisory `flock` on one file: held by one exclusively or by many together.

    As a context manager it waits for the exclusive lock.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; nothing is locked yet."""
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise CannotStart(
                f"{path} cannot be opened ({error.strerror}): start as the user who owns it,"
                " or choose another with DATA_DIR=…"
            ) from error

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take or change the lock; False if somebody else has it and `wait` is off."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._fd, kind | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

    def free(self) -> None:
        """Let go. The file stays: deleting it would give two processes two locks."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def __enter__(self) -> Self:
        """Wait for the exclusive lock."""
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go."""
        self.free()


def is_held(path: Path) -> bool:
    """Whether some process holds the lock exclusively."""
    lock = FileLock(path)
    try:
        return not lock.take(shared=True, wait=False)
    finally:
        lock.free()
