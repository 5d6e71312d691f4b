"""Import workers that are processes of their own, stopped at one exact place and killed there.

Django is loaded once, in a process that forks a worker for every run: a worker is as real as any,
and starts at once.
"""

import os
import signal
import subprocess
import sys
import urllib.parse
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer

from django.db import connection

from districts.models import ImportRun
from districts.sis.progress import Stage, progress_of
from tests.spacesedu.processes import PROJECT, eventually

# One line of input is a run and a place; the worker says when it stands there, and stays.
NURSERY = """
import os, signal, sys, uuid, warnings, django
warnings.simplefilter("ignore")
django.setup()
from districts.sis import journal, keeping, progress, run, sweep
from spacesedu.lib import clock

def say(*words):
    print(*words, flush=True)

def stop_at(place):
    signal.signal(signal.SIGUSR1, lambda *_: None)
    def stand():
        say("at", place)
        signal.pause()
    def before(module, name):
        go = getattr(module, name)
        setattr(module, name, lambda *a, **k: (stand(), go(*a, **k))[1])
    tell = progress.tell
    def told(run, stage):
        tell(run, stage)
        if stage == place:
            stand()
    progress.tell = told
    if place == "fetching":
        before(keeping, "reopened")
    if place == "committing":
        before(journal, "log")
    if place == "committed":
        before(run, "_look_anew")

for line in sys.stdin:
    run_id, place = line.split()
    pid = os.fork()
    if pid == 0:
        say("pid", os.getpid())
        try:
            stop_at(place)
            sweep.do(uuid.UUID(run_id), at=clock.now())
        finally:
            os._exit(0)
    say("ended", os.waitpid(pid, 0)[1])
"""

SAYS_WITHIN = 60  # seconds

PLACES = ("fetching", "reading", "checking", "planning", "applying", "committing", "committed")


@dataclass(frozen=True)
class Workers:
    """Where workers come from."""

    process: "subprocess.Popen[str]"

    def begin(self, run_id: uuid.UUID, place: str) -> int:
        """Let a worker do a run as far as a place; return its process id once it stands there."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{run_id} {place}\n")
        self.process.stdin.flush()
        pid = int(self._said("pid"))
        assert self._said("at") == place
        return pid

    def kill(self, pid: int) -> None:
        """Kill a worker as a power cut would, and wait until it is gone."""
        os.kill(pid, signal.SIGKILL)
        assert self._said("ended") == str(int(signal.SIGKILL))

    def go_on(self, pid: int) -> None:
        """Let a worker go on from where it stands, and wait until it has ended by itself."""
        os.kill(pid, signal.SIGUSR1)
        assert self._said("ended") == "0"

    def end(self) -> None:
        """End all of them: one that stands at its place would stand there, and hold its locks."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def _said(self, what: str) -> str:
        assert self.process.stdout is not None
        late = Timer(SAYS_WITHIN, self.end)
        late.start()
        try:
            line = self.process.stdout.readline()
        finally:
            late.cancel()
        assert line.startswith(f"{what} "), f"no worker said {what!r} in time, but {line!r}"
        return line.split()[1]


def kill_at(place: str, run: ImportRun, nursery: Workers) -> None:
    """Kill a worker at a place of a run, and wait until PostgreSQL has noticed."""
    worker = nursery.begin(run.pk, place)
    if place in set(Stage):
        assert progress_of(run).stage == place
    nursery.kill(worker)
    eventually(nobody_is_at_work)


def nobody_is_at_work() -> bool:
    """Tell whether this test's connection is the only one left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone() == (1,))


@contextmanager
def workers() -> Iterator[Workers]:
    """Have workers on the database of these tests."""
    database = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
    name = str(connection.settings_dict["NAME"])
    where = urllib.parse.urlencode({"host": connection.settings_dict["OPTIONS"]["host"]})
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        cwd=PROJECT,
        env=os.environ
        | {
            "DATABASE_URL": database._replace(path=f"/{name}", query=where).geturl(),
            "DJANGO_SETTINGS_MODULE": "tests.production",
            "PYTEST_XDIST_WORKER": "a worker",  # keeps the folder of this run
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # they are a group, which ends as one
    ) as process:
        found = Workers(process)
        try:
            yield found
        finally:
            found.end()
