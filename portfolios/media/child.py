"""Processes of their own for what reads documents: large programs in C++, and strangers' files.

Should a document break one, fill its memory or lead it in circles, the process ends, and the
worker goes on.
"""

import resource
import subprocess
import sys
from pathlib import Path
from typing import IO

_HERE = Path(__file__).parents[2]


def start(program: str, *, stdin: IO[bytes], stdout: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a module of ours that reads one open file and writes another. It knows no secret."""
    return subprocess.Popen(
        [sys.executable, "-E", "-s", "-m", program],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        env={},
        cwd=_HERE,
    )


def confine(*, memory: int, seconds: int, size: int) -> None:
    """Called by the child: more memory, time or output than these end it, and leave no core."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, size),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
