"""gunicorn's settings, for `manage.py up` and the container alike.

Used as `gunicorn --config python:spacesedu.web_server`.

Two processes with a few threads each: a slow reader of a video must not hold up a whole process.
"""

import gc
import os
from importlib import import_module
from pathlib import Path

from django.conf import settings

# Imported once, shared by the processes: half the time to start and half the memory.
preload_app = True
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 20
keepalive = 5
# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Load every page's code, and keep the collector from walking it again and again.

    Each full walk held a request up for 120 ms, and unshared the memory of the processes.
    """
    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()


# Paths hold tokens: no access log, and no path in the error log.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"redact": {"()": "spacesedu.lib.redact.RedactTokens"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["redact"], "formatter": "line"}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
