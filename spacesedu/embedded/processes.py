"""What runs beside the servers: the web server, the workers, and the clock."""

import signal
import socket
import sys

from spacesedu.embedded.children import Child
from spacesedu.embedded.folder import DataFolder

# Two films take both hands of a worker for many minutes: mail has hands of its own.
WORKERS = {"worker": "mail,imports,celery", "media": "media"}
# Web requests are short; whatever still runs after this long is cut off.
GRACE = "1"
_CELERY = (sys.executable, "-m", "celery", "--app", "spacesedu")


def processes(data: DataFolder, reserved: socket.socket) -> list[Child]:
    """The children of `manage.py up`, the web server first; it listens on the reserved socket."""
    return [
        Child(
            "web",
            (
                *(sys.executable, "-m", "gunicorn", "--config", "python:spacesedu.web_server"),
                *("--graceful-timeout", GRACE, "--bind", f"fd://{reserved.fileno()}"),
                "spacesedu.wsgi",
            ),
            data.log("web"),
            inherited=[reserved.fileno()],
        ),
        *(_worker(data, name, queues) for name, queues in WORKERS.items()),
        Child(
            "beat",
            (
                *(*_CELERY, "beat", "--schedule", str(data.path / "beat"), "--pidfile", ""),
                *("--loglevel", "INFO"),
            ),
            data.log("beat"),
        ),
    ]


def _worker(data: DataFolder, name: str, queues: str) -> Child:
    return Child(
        name,
        (
            *(*_CELERY, "worker", "--queues", queues, "--pool", "prefork", "--concurrency", "2"),
            *("--hostname", f"{name}@%h", "--loglevel", "INFO"),
            *("--without-gossip", "--without-mingle"),
        ),
        data.log(name),
        # Give the task at hand back to the queue: there is no time to finish it.
        ends_on=signal.SIGQUIT,
    )
