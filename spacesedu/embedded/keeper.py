"""The process that holds both servers for as long as anybody uses them.

Every user of the servers holds the lock `in-use` together with the others; the keeper waits for it
alone. It gets it when the last user has left or was killed: then it stops the servers and goes.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from spacesedu.embedded import postgres, valkey
from spacesedu.embedded.folder import DataFolder
from spacesedu.embedded.locks import FileLock

LOOK_EVERY = 0.05
# A server that dies this young, this often, will not do better next time.
YOUNG = 2.0
CHANCES = 3
# Together under the five seconds in which everything has to end.
ORDERLY = 1.5


class Server:
    """One server process, restarted when it dies."""

    def __init__(self, start: Callable[[], "subprocess.Popen[bytes]"]) -> None:
        """Know how to start it."""
        self._start = start
        self._process: subprocess.Popen[bytes] | None = None
        self._born = 0.0
        self._early_deaths = 0

    def keep(self) -> bool:
        """See that it runs; False when it is hopeless."""
        if self._process is None or self._process.poll() is not None:
            if self._process is not None and time.monotonic() - self._born < YOUNG:
                self._early_deaths += 1
            if self._early_deaths >= CHANCES:
                return False
            self._process, self._born = self._start(), time.monotonic()
        return True

    def ask_to_end(self, how: signal.Signals) -> None:
        """Send the signal for an orderly end."""
        if self._process is not None:
            self._process.send_signal(how)

    def end_by(self, moment: float) -> None:
        """Wait for its end until `moment`, then end it: PostgreSQL recovers from SIGQUIT."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, moment - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()


def keep(data: DataFolder, *, durable: bool) -> bool:
    """Run both servers until nobody uses them; False if one of them cannot run."""
    asked_to_end: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda number, _frame: asked_to_end.append(number))
    database = Server(lambda: postgres.start(data, durable=durable))
    broker = Server(lambda: valkey.start(data, durable=durable))
    use = FileLock(data.lock("in-use"))
    try:
        while database.keep() and broker.keep():
            if asked_to_end or use.take(wait=False):
                return True
            time.sleep(LOOK_EVERY)
        return False
    finally:
        database.ask_to_end(signal.SIGINT)
        broker.ask_to_end(signal.SIGTERM)
        deadline = time.monotonic() + ORDERLY
        database.end_by(deadline)
        broker.end_by(deadline)


def main() -> None:
    """`python -m spacesedu.embedded.keeper DATA_DIR durable|throwaway`.

    Returns to whoever started it once it holds its lock, and goes on as nobody's child.
    """
    data = DataFolder(Path(sys.argv[1]))
    alone = FileLock(data.lock("keeper"))
    if not alone.take(wait=False) or os.fork() > 0:
        return
    sys.exit(0 if keep(data, durable=sys.argv[2] == "durable") else 1)


if __name__ == "__main__":
    main()
