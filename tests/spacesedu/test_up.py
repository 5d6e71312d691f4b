"""`manage.py up`: everything starts, everything ends, and the data stays."""

import json
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spacesedu.installation import Installation
from tests.spacesedu.processes import eventually, kill_all, manage, processes_of

pytestmark = [pytest.mark.enable_socket, pytest.mark.faults]

# The one that hands out the work, and its two hands.
WORKERS = 6


@pytest.fixture(scope="module")
def installed() -> Iterator[Installation]:
    """A complete installation; the tests start it, one after the other."""
    with tempfile.TemporaryDirectory(prefix="spacesedu-up-") as folder:
        yield Installation(Path(folder).resolve())


@pytest.fixture
def up(installed: Installation) -> Iterator[Installation]:
    installed.start()
    yield installed
    kill_all(installed.data)
    eventually(lambda: not processes_of(installed.data))
    installed.close()


def test_everything_runs_beside_a_command_and_ends_on_ctrl_c_in_a_background_shell(
    up: Installation,
) -> None:
    status, body = up.get("/health/ready")
    assert (status, json.loads(body)["degraded"]) == (200, [])
    up.command("shell", "--command", "from django.core.cache import cache; cache.set('kept', 7)")
    second = manage("up", DATA_DIR=str(up.data), PORT=str(up.port))
    assert second.returncode == 1
    assert f"runs already, at http://127.0.0.1:{up.port}" in second.stderr
    up.end(signal.SIGINT)
    said = up.command(
        "shell", "--command", "from django.core.cache import cache; print(cache.get('kept'))"
    )
    assert "7" in said.splitlines()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_one_signal_ends_every_process(up: Installation, how: signal.Signals) -> None:
    up.end(how)


def test_a_killed_supervisor_takes_everything_along_and_the_next_one_starts(
    up: Installation,
) -> None:
    up.end(signal.SIGKILL, within=10)
    assert f"http://127.0.0.1:{up.port}" in up.start()
    eventually(lambda: len(_workers(up)) == WORKERS)
    killed = _workers(up)
    os.kill(min(killed), signal.SIGKILL)
    eventually(lambda: bool(_workers(up) - killed))
    up.end(signal.SIGINT)


def _workers(up: Installation) -> set[int]:
    return {pid for pid, shown in processes_of(up.data).items() if "worker" in shown}
