"""The web server as it runs in production, beside the measuring process, on the same database."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection

import psutil

from tests.spacesedu.installation import free_port

STARTS_WITHIN = 30
# Seconds for one answer, of two hundred that were asked for at once.
PATIENCE = 30
# As in a worker of a test run: the settings take DATA_DIR as it is instead of making a new one.
_SAME_FOLDER = {"PYTEST_XDIST_WORKER": "web"}


# Without Valkey nothing is kept, and every page is drawn anew.
NOBODY = "redis://127.0.0.1:1/0"


class Site:
    """What is asked over HTTP at one port."""

    def __init__(self, port: int, process: int) -> None:
        """Remember the port, and the process whose children answer there."""
        self._port = port
        self._process = process

    def url(self, path: str) -> str:
        """Return the whole address of ``path``."""
        return f"http://127.0.0.1:{self._port}{path}"

    def processor_ms(self) -> float:
        """Return the time that all processes of the server have had of a processor."""
        server = psutil.Process(self._process)
        spent = [one.cpu_times() for one in (server, *server.children(recursive=True))]
        return sum(one.user + one.system for one in spent) * 1000

    def get(self, path: str, cookie: str = "") -> tuple[int, bytes]:
        """Return status and body of one GET, signed in or not."""
        return self.ask(path, {"Cookie": cookie, "Accept-Encoding": "gzip"})

    def ask(
        self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, bytes]:
        """Return status and body of one request on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        connection.request(method, path, headers=dict(headers or {}))
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body


@contextmanager
def served(log: int = subprocess.DEVNULL, **environment: str) -> Iterator[Site]:
    """Run gunicorn with its own settings, changed by ``environment``.

    Its log goes to the open file ``log``, or nowhere.
    """
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:spacesedu.web_server"]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "spacesedu.wsgi"],
        env={**os.environ, **_SAME_FOLDER, **environment},
        stdout=log,
        stderr=log,
    )
    try:
        site = Site(port, process.pid)
        _wait(site)
        yield site
    finally:
        process.terminate()
        process.wait()


def _wait(site: Site) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            assert site.get("/health/live")[0] == 200
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
