"""PostgreSQL and Valkey for a newcomer who has neither: real servers from two wheels.

Without DATABASE_URL and REDIS_URL every command uses the servers of DATA_DIR (default `.data`):
those that run already, or its own for its duration. The code beyond this package knows no
difference. How it holds together:

- `env` gives every process the same addresses and secrets.
- `servers` attaches: each user holds the lock `in-use`, one at a time may start a `keeper`.
- `keeper` owns the two server processes and stops them when no user is left, killed ones included.
- `launch` makes each server end with its parent and run without root's powers.
"""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from spacesedu.embedded.env import MARK, data_folder, in_use, read_env, record, recorded
from spacesedu.embedded.errors import CannotStart
from spacesedu.embedded.folder import DataFolder
from spacesedu.embedded.port import LOOPBACK, chosen_port
from spacesedu.embedded.servers import ensure, running

# `up` looks at port and disk first and then starts the servers itself.
COMMANDS_WITHOUT_SERVERS = frozenset(
    {
        *("", "help", "version", "makemessages", "compilemessages", "translations"),
        *("collectstatic", "findstatic", "startapp", "up"),
    }
)

# What django-environ takes for true.
COMMANDS_ABOUT_TABLES = frozenset(
    {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "translations", "test"}
)
YES = {"1", "true", "yes", "on", "y", "ok"}


def servers_for(argv: Sequence[str]) -> AbstractContextManager[None]:
    """The servers that a manage.py command needs, if it needs any and none are configured."""
    if os.environ.get("PORT"):
        chosen_port()
    read_env(data_folder().path)
    named = next((word for word in argv if not word.startswith("-")), "")
    if named == "up" and os.environ.get("DEMO", "").lower() in YES:
        # The demo lives at its own port, whatever an earlier start recorded.
        os.environ["BASE_URL"] = f"http://{LOOPBACK}:{chosen_port()}"
    asks_for_help = bool({"-h", "--help", "--version"} & set(argv))
    if not in_use() or asks_for_help or named in COMMANDS_WITHOUT_SERVERS:
        return nullcontext()
    return running(data_folder())


def needs_tables(argv: Sequence[str]) -> bool:
    """Whether a command reads or writes rows of embedded servers, and so wants them migrated."""
    named = next((word for word in argv if not word.startswith("-")), "")
    return in_use() and named not in COMMANDS_WITHOUT_SERVERS | COMMANDS_ABOUT_TABLES


__all__ = [
    "MARK",
    "CannotStart",
    "DataFolder",
    "data_folder",
    "ensure",
    "in_use",
    "needs_tables",
    "read_env",
    "record",
    "recorded",
    "running",
    "servers_for",
]
