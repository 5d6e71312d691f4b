"""Real processes over a DATA_DIR: started, watched and ended by the tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
# Uses the servers until its standard input ends, and says when they answer.
USE = """
import sys
from pathlib import Path
from spacesedu import embedded
with embedded.running(embedded.DataFolder(Path(sys.argv[1])), durable=False):
    print("up", flush=True)
    sys.stdin.read()
"""


def clean_environment(**given: str) -> dict[str, str]:
    """What a newcomer's shell has, and nothing of the test run's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"PYTHONWARNINGS": "ignore"} | given


def manage(*arguments: str, **given: str) -> "subprocess.CompletedProcess[str]":
    """Run one manage.py command to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=clean_environment(**given),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class User:
    """One process that uses the servers of a folder."""

    def __init__(self, data: Path, **given: str) -> None:
        """Start; it may take a moment until the servers answer."""
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", USE, str(data)],
            cwd=PROJECT,
            env=clean_environment() | {"PYTHONWARNINGS": ""} | given,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until_up(self) -> None:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line == "up\n", line or self.process.communicate()[1]

    def leave(self) -> str:
        """End the orderly way; what it wrote to standard error."""
        return self.process.communicate(timeout=20)[1]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def using(data: Path, **given: str) -> Iterator[User]:
    """A user of the servers, while they answer."""
    user = User(data, **given)
    try:
        user.wait_until_up()
        yield user
    finally:
        user.kill()


def processes_of(data: Path) -> dict[int, str]:
    """Pid and command line of everything that runs over this folder."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit() or int(folder.name) == os.getpid():
            continue
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(data) in command or f"DATA_DIR={data}\0".encode() in environment:
            found[int(folder.name)] = command
    return found


def kill_all(data: Path) -> None:
    """A power cut."""
    for pid in processes_of(data):
        # It may have ended with its parent meanwhile.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def eventually(holds: Callable[[], bool], within: float = 30) -> float:
    """Wait until something holds; how long it took."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < within, "it did not happen in time"
        time.sleep(0.02)
    return time.monotonic() - start
