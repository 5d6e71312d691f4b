"""The pages of a document, written anew by a process of its own."""

import shutil
import subprocess
import tempfile
from time import monotonic
from typing import IO

from portfolios.media import child
from portfolios.media.pdf.ends import ENDS
from portfolios.media.progress import Progress, unheard
from portfolios.media.refusal import MediaRefusedError, Refusal

CONTENT_TYPE = "application/pdf"
SECONDS = 300
_TAIL = 2048
_BREATH = 1.0


def check(file: IO[bytes], size: int) -> None:
    """Refuse what ends too early."""
    file.seek(max(size - _TAIL, 0))
    if b"%%EOF" not in file.read(_TAIL):
        raise MediaRefusedError(Refusal.DAMAGED)


def rewrite(file: IO[bytes], out: IO[bytes], progress: Progress = unheard) -> None:
    """Write the pages of ``file`` to ``out``, a file on disk, without all that is no page.

    Raises ``MediaRefusedError`` for what is locked by a password or cannot be read; also, as stuck,
    where the process came to no end of its own: its memory or its time was over, or the machine's.
    """
    file.seek(0)
    with tempfile.TemporaryFile() as whole:
        shutil.copyfileobj(file, whole)
        whole.seek(0)
        with child.start("portfolios.media.pdf.rewrite_pages", stdin=whole, stdout=out) as process:
            try:
                code = _ended(process, progress)
            finally:
                process.kill()
    if code:
        # What is no number of ours says nothing about the document: a signal, a broken program.
        raise MediaRefusedError(ENDS.get(code, Refusal.STUCK))


def _ended(process: subprocess.Popen[bytes], progress: Progress) -> int:
    """Return how the process ended; tell meanwhile that somebody is at work."""
    began = monotonic()
    while True:
        try:
            return process.wait(timeout=_BREATH)
        except subprocess.TimeoutExpired as waiting:
            progress(0)
            if monotonic() - began > SECONDS:
                raise MediaRefusedError(Refusal.STUCK) from waiting
