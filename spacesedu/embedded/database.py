"""What the application finds in a new cluster: its own role and its own database.

Asked of the wheel's own psql: this runs before every command, and a driver takes long to import.
"""

import subprocess
from collections.abc import Sequence

from spacesedu.embedded import postgres
from spacesedu.embedded.errors import CannotStart
from spacesedu.embedded.folder import DataFolder

# One name for both. Not a superuser: what works here works on a real server. CREATEDB is for tests.
NAME = "spacesedu"
UNFINISHED = f"{NAME}_unfinished"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist", "citext")
# The shell's locale must not decide how names sort and fold.
CREATE = (
    f"CREATE DATABASE {UNFINISHED} OWNER {NAME} TEMPLATE template0 ENCODING 'UTF8'"
    " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
)


def is_ready(data: DataFolder) -> bool:
    """Whether PostgreSQL takes queries; in recovery its socket only accepts connections."""
    asked = subprocess.run(
        [postgres.binary("pg_isready"), "-q", *_where(data)],
        env=postgres.clean_environment(),
        check=False,
    )
    return asked.returncode == 0


def ensure(data: DataFolder) -> None:
    """Create role, database and extensions where they are missing.

    Asked at every start: a start that was killed half way is completed by the next.
    """
    if NAME in run(data, ["SELECT datname FROM pg_database"]).splitlines():
        return
    if NAME not in run(data, ["SELECT rolname FROM pg_roles"]).splitlines():
        run(data, [f"CREATE ROLE {NAME} LOGIN CREATEDB"])
    # Complete under another name first: the name is there only when the extensions are.
    run(data, [f"DROP DATABASE IF EXISTS {UNFINISHED}", CREATE])
    run(data, [f"CREATE EXTENSION {name}" for name in EXTENSIONS], database=UNFINISHED)
    run(data, [f"ALTER DATABASE {UNFINISHED} RENAME TO {NAME}"])


def run(data: DataFolder, statements: Sequence[str], *, database: str = "postgres") -> str:
    """Run statements of our own wording as the superuser; what they print, trimmed."""
    asked = subprocess.run(
        [
            *(postgres.binary("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"),
            *(*_where(data), "-U", "postgres", "-d", database),
            *(part for statement in statements for part in ("-c", statement)),
        ],
        env=postgres.clean_environment() | {"PGOPTIONS": "-c client_min_messages=warning"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode != 0:
        raise CannotStart(f"The embedded PostgreSQL refuses: {asked.stderr.strip()}")
    return asked.stdout.strip()


def _where(data: DataFolder) -> list[str]:
    return ["-h", str(data.sockets()), "-p", str(postgres.PORT)]
