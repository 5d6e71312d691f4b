"""One installation below the run's folder, started by `manage.py up` as a person would."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tests.spacesedu.processes import PROJECT, clean_environment, eventually, manage, processes_of

# What the supervisor gets from a background shell.
IGNORING_SIGINT = "import signal, os, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); "
# Seconds: what a person who presses Ctrl-C is promised.
ENDING = 5
BECOME = "os.execv(sys.executable, [sys.executable, 'manage.py', 'up'])"


class Installation:
    """`manage.py up` over one DATA_DIR and one port."""

    def __init__(self, data: Path) -> None:
        """Choose a port that is free now."""
        self.data = data
        self.port = free_port()
        self.process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return clean_environment(DATA_DIR=str(self.data), PORT=str(self.port))

    def start(self) -> str:
        """Start in the background of a shell; what it said until the page was there."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", IGNORING_SIGINT + BECOME],
            cwd=PROJECT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if "Ctrl-C" in line:
                return said
        raise AssertionError(said)

    def end(self, how: signal.Signals, within: float = ENDING) -> float:
        """Send one signal to the supervisor alone; seconds until not one process was left."""
        assert self.process is not None
        os.kill(self.process.pid, how)
        took = eventually(lambda: not processes_of(self.data), within)
        self.process.communicate()
        return took

    def close(self) -> None:
        """Let go of a process that has ended, however it did."""
        if self.process is not None and self.process.stdout is not None:
            self.process.wait()
            self.process.stdout.close()

    def command(self, *arguments: str) -> str:
        """Run a manage.py command beside it."""
        done = manage(*arguments, DATA_DIR=str(self.data), PORT=str(self.port))
        assert done.returncode == 0, done.stderr
        return done.stdout

    def get(self, path: str) -> tuple[int, str]:
        """Ask the web server."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
