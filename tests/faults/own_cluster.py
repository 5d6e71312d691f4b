"""A PostgreSQL of a test's own, which it may crash, and the default connection pointed at it."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from spacesedu.embedded import DataFolder, database, postgres
from tests.spacesedu.processes import eventually

ENDS_WITHIN = 30  # seconds
KEPT = "kept"


class Cluster:
    """A server that keeps what was committed, whatever becomes of it."""

    def __init__(self, folder: Path) -> None:
        """Make the cluster and start its server."""
        self.data = DataFolder(folder)
        self.data.create()
        postgres.create_cluster(self.data)
        self.start()
        database.ensure(self.data)

    def start(self) -> None:
        """Start the server and wait until it takes queries, recovered if it has to."""
        self.server: subprocess.Popen[bytes] = postgres.start(self.data, durable=True)
        eventually(lambda: database.is_ready(self.data))

    def remember(self) -> None:
        """Keep the database as it stands."""
        connection.close()
        database.run(self.data, [f"CREATE DATABASE {KEPT} TEMPLATE {database.NAME}"])

    def forget(self) -> None:
        """Have the database as it was remembered."""
        connection.close()
        anew = f"CREATE DATABASE {database.NAME} OWNER {database.NAME} TEMPLATE {KEPT}"
        database.run(self.data, [f"DROP DATABASE {database.NAME} WITH (FORCE)", anew])

    def crash(self) -> None:
        """End the server as a fault would: what was not committed is lost."""
        self._end(signal.SIGQUIT)

    def shut_down(self) -> None:
        """End the server in order, without waiting for anybody's transaction."""
        self._end(signal.SIGINT)

    def _end(self, word: signal.Signals) -> None:
        connection.close()
        self.server.send_signal(word)
        self.server.wait(ENDS_WITHIN)


@contextmanager
def own_cluster(folder: Path) -> Iterator[Cluster]:
    """Have a server, empty, that ``connection`` and its workers speak to."""
    cluster = Cluster(folder)
    before = connection.settings_dict
    options = {**before["OPTIONS"], "host": str(cluster.data.sockets())}
    connection.close()
    connection.settings_dict = {**before, "NAME": database.NAME, "OPTIONS": options}
    try:
        yield cluster
    finally:
        connection.close()
        connection.settings_dict = before
        cluster.crash()
