"""What runs beside the servers: the web server, one worker for every queue, and the clock."""

import signal
import socket
import sys

from spacesedu.embedded.children import Child
from spacesedu.embedded.folder import DataFolder

QUEUES = "mail,imports,media,celery"
# Web requests are short; whatever still runs after this long is cut off.
GRACE = "1"


def processes(data: DataFolder, reserved: socket.socket) -> list[Child]:
    """The children of `manage.py up`, the web server first; it listens on the reserved socket."""
    celery = (sys.executable, "-m", "celery", "--app", "spacesedu")
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
        Child(
            "worker",
            (
                *(*celery, "worker", "--queues", QUEUES, "--pool", "prefork", "--concurrency", "2"),
                *("--loglevel", "INFO", "--without-gossip", "--without-mingle"),
            ),
            data.log("worker"),
            # Give the task at hand back to the queue: there is no time to finish it.
            ends_on=signal.SIGQUIT,
        ),
        Child(
            "beat",
            (
                *(*celery, "beat", "--schedule", str(data.path / "beat"), "--pidfile", ""),
                *("--loglevel", "INFO"),
            ),
            data.log("beat"),
        ),
    ]
