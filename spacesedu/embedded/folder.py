"""DATA_DIR: what lies where, kept private to one user, and large enough."""

import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from spacesedu.embedded.errors import CannotStart

# The kernel takes 107 bytes for a socket's whole address (103 on macOS), file name included.
LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")
SHORTEST = "/tmp"  # noqa: S108 -- a new folder with a random name is made in it
ROOM_FOR_FIRST_START = 300 * 1024 * 1024
ROOM_FOR_LATER_STARTS = 50 * 1024 * 1024


@dataclass(frozen=True)
class DataFolder:
    """The paths below one DATA_DIR."""

    path: Path

    @property
    def secrets(self) -> Path:
        """KEY=VALUE lines with this installation's secrets."""
        return self.path / "env"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data directory."""
        return self.path / "postgres"

    @property
    def valkey(self) -> Path:
        """Valkey's snapshot."""
        return self.path / "valkey"

    def lock(self, name: str) -> Path:
        """A lock file; see locks.py."""
        return self.path / "locks" / name

    def log(self, name: str) -> Path:
        """What one process says."""
        return self.path / "log" / f"{name}.log"

    def create(self) -> None:
        """Make the folders that are missing; only their owner may look inside."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name in ("locks", "log"):
                _require_private(self.path / name)
            if not os.access(self.path, os.W_OK):
                raise PermissionError(None, os.strerror(13))
        except OSError as error:
            raise CannotStart(
                f"DATA_DIR {self.path} cannot be written ({error.strerror}):"
                " choose another with DATA_DIR=…"
            ) from error

    def require_room(self) -> None:
        """Refuse before anything is written that would not fit."""
        needed = ROOM_FOR_LATER_STARTS if self.cluster.exists() else ROOM_FOR_FIRST_START
        free = shutil.disk_usage(self.path).free
        if free < needed:
            raise CannotStart(
                f"DATA_DIR {self.path} has {free // 2**20} MB left and needs {needed // 2**20} MB:"
                " make room or choose another with DATA_DIR=…"
            )

    def sockets(self) -> Path:
        """The folder of the servers' sockets: `run`, or a short one that `run` points to.

        A socket's address is short and DATA_DIR may be deep. The short folder is recorded in
        DATA_DIR, so that shells with other ideas of the temporary folder find the same servers.
        """
        run = self.path / "run"
        if len(os.fsencode(run)) <= LONGEST_SOCKET_FOLDER:
            _require_private(run)
            return run
        if run.is_symlink():
            try:
                _require_private(run.readlink())
            except CannotStart:
                run.unlink(missing_ok=True)
            else:
                return run.readlink()
        short = Path(tempfile.mkdtemp(prefix="spacesedu-", dir=_short_base()))
        try:
            run.symlink_to(short)
        except FileExistsError:
            short.rmdir()
        return run.readlink()


def _short_base() -> Path:
    """The user's own run-time folder if the system has one, else the temporary folder."""
    for candidate in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), SHORTEST):
        if not candidate or len(os.fsencode(candidate)) > LONGEST_SOCKET_FOLDER - 24:
            continue
        if os.access(candidate, os.W_OK | os.X_OK):
            return Path(candidate)
    raise CannotStart("No folder's path is short enough for a socket: choose a shorter DATA_DIR.")


def _require_private(path: Path) -> None:
    """Make a folder for this user alone, or make sure that an existing one is just that.

    A folder that somebody else made may hold somebody else's server.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        # Root may look after the folder of the user who made DATA_DIR.
        trusted = {os.geteuid()} | ({path.parent.stat().st_uid} if os.geteuid() == 0 else set())
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in trusted or found.st_mode & 0o077:
            raise CannotStart(
                f"{path} is not a private folder of this user: remove it and start again."
            ) from None
