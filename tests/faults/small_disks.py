"""Disks that are really full: file systems of some kilobytes, in memory."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOUNT, UNMOUNT = shutil.which("mount"), shutil.which("umount")


@contextmanager
def small_disk(path: Path, *, kilobytes: int, owner: str = "") -> Iterator[Path]:
    """Have a disk of that size at ``path``, empty."""
    path.mkdir(parents=True, exist_ok=True)
    subprocess.run(_mounting(path, kilobytes), check=True, timeout=30)
    try:
        if owner:
            shutil.chown(path, owner)
        yield path
    finally:
        subprocess.run([str(UNMOUNT), "-l", str(path)], check=True, timeout=30)


def can_mount(path: Path) -> bool:
    """Tell whether this machine lets us have such a disk; a container may not."""
    if os.geteuid() != 0 or MOUNT is None or UNMOUNT is None:
        return False
    tried = subprocess.run(_mounting(path, 4), capture_output=True, check=False, timeout=30)
    if tried.returncode:
        return False
    subprocess.run([UNMOUNT, str(path)], check=True, timeout=30)
    return True


def _mounting(path: Path, kilobytes: int) -> list[str]:
    return [str(MOUNT), "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(path)]


@contextmanager
def short_files(longest: int) -> Iterator[None]:
    """Let this process write no file longer than that, as a quota does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (longest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
