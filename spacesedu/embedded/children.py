"""The processes of `manage.py up`: restarted when they die, gone when it goes."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from spacesedu.embedded import launch
from spacesedu.embedded.signals import held_back

PROJECT = Path(__file__).resolve().parent.parent.parent
LONGEST_PAUSE = 30.0
# Whoever ran this long was well; its next death starts with a short pause again.
WELL_AFTER = 60.0
# Of the five seconds in which everything has to end; the servers get the rest.
ORDERLY = 2.5
LARGEST_LOG = 10 * 1024 * 1024


@dataclass
class Child:
    """One long-running process, its output in a log file."""

    name: str
    command: Sequence[str]
    log: Path
    inherited: Sequence[int] = ()
    ends_on: signal.Signals = signal.SIGTERM
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    _born: float = field(default=0.0, init=False)
    _pause: float = field(default=0.0, init=False)
    _start_at: float = field(default=0.0, init=False)
    _group: int = field(default=0, init=False)

    def look_after(self, say: Callable[[str], None]) -> None:
        """Start it when it is due; tell about a death, and wait twice as long after each."""
        now = time.monotonic()
        if self._process is not None and self._process.poll() is not None:
            code, self._process = self._process.returncode, None
            self._end_group(signal.SIGKILL)
            lived = now - self._born
            longer = min(max(1.0, self._pause * 2), LONGEST_PAUSE)
            self._pause = 1.0 if lived > WELL_AFTER else longer
            self._start_at = now + self._pause
            again = f"starting it again in {self._pause:.0f} s"
            say(f"{self.name} ended ({code}); {again}. See {self.log}.")
        if self._process is None and now >= self._start_at:
            self._start()

    def ask_to_end(self) -> None:
        """Send the signal on which it ends in order."""
        if self._process is not None:
            self._process.send_signal(self.ends_on)

    def end_by(self, moment: float) -> None:
        """Wait until `moment`, then end it and everything it started."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, moment - time.monotonic()))
        self._end_group(signal.SIGKILL)
        self._process.wait()

    def _start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log, held_back():
            self._process = subprocess.Popen(
                # Both gunicorn and Celery end at once on SIGQUIT, their own workers with them.
                launch.command(list(self.command), at_parents_end=signal.SIGQUIT),
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=self.inherited,
                # A Ctrl-C reaches the supervisor alone, which ends its children in order.
                start_new_session=True,
            )
            self._group = self._process.pid
        self._born = time.monotonic()

    def _end_group(self, how: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._group, how)


def end_all(children: Sequence[Child]) -> None:
    """Ask every child to end, then see that it does."""
    for child in children:
        child.ask_to_end()
    moment = time.monotonic() + ORDERLY
    for child in children:
        child.end_by(moment)
