"""SIGINT, SIGTERM and SIGHUP as one thing: an orderly end, and an end in any case."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Everything has to be gone five seconds after the signal.
LAST_RESORT = 4.8
LOOK_EVERY = 0.2


class AskedToEnd(BaseException):
    """Raised in the main thread wherever it is; no `except Exception` swallows it."""


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Inside the block a signal raises `AskedToEnd`, also if it was ignored before.

    A background shell starts its jobs with SIGINT ignored. After the first signal further ones are
    ignored, so that impatience does not interrupt the clean-up; an alarm ends the process if the
    clean-up hangs, and the kernel then ends its children.
    """
    before = {name: signal.signal(name, _end) for name in SIGNALS}
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for name, handler in before.items():
            signal.signal(name, handler)


@contextmanager
def held_back() -> Iterator[None]:
    """A signal that comes inside the block takes effect at its end.

    For what must not be interrupted half way: a process that runs and that nobody has noted.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_without(sign: Path) -> None:
    """Ask this process to end as soon as the file `sign` is gone.

    `make` hands SIGTERM down to what it runs, but not SIGINT and SIGHUP: of those only a terminal
    tells both. What it does on each of them is to remove the file that it was making.
    """

    def watch() -> None:
        while sign.exists():
            time.sleep(LOOK_EVERY)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def _end(number: int, _frame: FrameType | None) -> None:
    for name in SIGNALS:
        signal.signal(name, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, LAST_RESORT)
    raise AskedToEnd(number)
