"""Disks that are really full: file systems of some kilobytes, in memory."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOUNT = shutil.which("mount")
CAN_MOUNT = os.geteuid() == 0 and MOUNT is not None


@contextmanager
def small_disk(path: Path, *, kilobytes: int, owner: str = "") -> Iterator[Path]:
    """Have a disk of that size at ``path``, empty."""
    path.mkdir(parents=True, exist_ok=True)
    options = f"size={kilobytes}k"
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "none", str(path)], capture_output=True, check=False
    )
    if done.returncode:
        raise NoDiskError
    try:
        if owner:
            shutil.chown(path, owner)
        yield path
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)


class NoDiskError(Exception):
    """This machine lets nobody have a disk."""


@contextmanager
def short_files(longest: int) -> Iterator[None]:
    """Let this process write no file longer than that, as a quota does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
