"""Use the servers of one DATA_DIR: attach to running ones, or start them for as long as needed."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spacesedu.embedded import database, postgres, valkey
from spacesedu.embedded.errors import CannotStart
from spacesedu.embedded.folder import DataFolder
from spacesedu.embedded.locks import FileLock, is_held

PROJECT = Path(__file__).resolve().parent.parent.parent
# Recovery after a power cut may take a while.
PATIENCE = 60.0
PATIENCE_AT_THE_END = 10.0
SIGNS_OF_TROUBLE = ("FATAL", "PANIC", "Fatal", "rror")


@contextmanager
def running(data: DataFolder, *, durable: bool = True) -> Iterator[None]:
    """Both servers answer inside the block; whoever leaves last waits until they have stopped."""
    data.create()
    use = FileLock(data.lock("in-use"))
    use.take(shared=True)
    try:
        ensure(data, durable=durable)
        yield
    finally:
        use.free()
        _wait_for_end(data)


def ensure(data: DataFolder, *, durable: bool = True) -> None:
    """See that both servers answer; the caller holds `in-use`, so they will go on doing so."""
    with FileLock(data.lock("start")):
        if not is_held(data.lock("keeper")):
            data.require_room()
            postgres.create_cluster(data)
            _start_keeper(data, durable=durable)
        _wait_for_answers(data)
        database.ensure(data)


def _start_keeper(data: DataFolder, *, durable: bool) -> None:
    with data.log("keeper").open("ab") as log:
        subprocess.run(
            [
                *(sys.executable, "-m", "spacesedu.embedded.keeper", str(data.path)),
                "durable" if durable else "throwaway",
            ],
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            check=True,
        )


def _wait_for_answers(data: DataFolder) -> None:
    patience = time.monotonic() + PATIENCE
    while not (
        postgres.answers(valkey.socket_path(data))
        and postgres.answers(postgres.socket_path(data))
        and database.is_ready(data)
    ):
        if not is_held(data.lock("keeper")):
            raise CannotStart(
                f"The embedded servers do not start; see {data.path / 'log'}. {_last_words(data)}"
            )
        if time.monotonic() > patience:
            raise CannotStart(f"The embedded servers do not answer; see {data.path / 'log'}.")
        time.sleep(0.02)


def _last_words(data: DataFolder) -> str:
    for name in ("postgres", "valkey", "keeper"):
        try:
            lines = data.log(name).read_text(errors="replace").splitlines()[-20:]
        except FileNotFoundError:
            continue
        if reasons := [line for line in lines if any(sign in line for sign in SIGNS_OF_TROUBLE)]:
            return reasons[-1]
    return ""


def _wait_for_end(data: DataFolder) -> None:
    """Wait while the keeper stops the servers; return at once when others still use them."""
    patience = time.monotonic() + PATIENCE_AT_THE_END
    while is_held(data.lock("keeper")) and time.monotonic() < patience:
        use = FileLock(data.lock("in-use"))
        try:
            somebody_is_there = use.take(shared=True, wait=False) and not use.take(wait=False)
        finally:
            use.free()
        if somebody_is_there:
            return
        time.sleep(0.02)
