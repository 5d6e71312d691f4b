"""`manage.py up`: the whole installation in one terminal, from an empty folder to an open page."""

import gc
import http.client
import os
import shutil
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from spacesedu import embedded
from spacesedu.embedded import port
from spacesedu.embedded.children import Child, end_all
from spacesedu.embedded.locks import FileLock, is_held
from spacesedu.embedded.processes import processes
from spacesedu.embedded.signals import AskedToEnd, end_without, ending_on_signals
from spacesedu.lib.demo_cast import CAST, PASSWORD
from spacesedu.lib.prepare import prepare

LOOK_EVERY = 0.2
PATIENCE = 60.0
DISK_IS_FULL = 16 * 1024 * 1024


class Command(BaseCommand):
    """Servers, migrations, worker, beat and web server under one supervisor."""

    help = "Start everything: database, broker, worker, beat and web server. Ctrl-C ends it all."
    # Some ask the database, which is not there yet.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Run until a signal; a reason not to start is raised before anything has started."""
        try:
            with ending_on_signals(), ExitStack() as stack:
                if sign := os.environ.get("UP_WHILE"):
                    end_without(Path(sign).resolve())
                self._run(stack)
        except AskedToEnd:
            self._say("Everything has ended; the data stays.")

    def _run(self, stack: ExitStack) -> None:
        data = embedded.data_folder()
        data.create()
        self._be_the_only_one(stack, data)
        host, number = port.chosen_host(demo=settings.DEMO), port.chosen_port()
        reserved = stack.enter_context(port.reserve(host, number))
        data.require_room()
        data.lock("up").write_text(settings.BASE_URL)
        if settings.DEMO:
            embedded.record(data, {"DEMO": "1", "BASE_URL": settings.BASE_URL})
        if embedded.in_use():
            self._say("PostgreSQL and Valkey …")
            stack.enter_context(embedded.running(data))
        self._prepare(data)
        # What is loaded now stays to the end, where looking through it would take a second.
        gc.freeze()
        children = processes(data, reserved)
        stack.callback(end_all, children)
        # The others' start would slow down the one that somebody waits for.
        self._wait_until_it_answers(children[0], host, number)
        self._welcome(data)
        while True:
            self._look_after(data, children)

    def _be_the_only_one(self, stack: ExitStack, data: embedded.DataFolder) -> None:
        lock = FileLock(data.lock("up"))
        stack.callback(lock.free)
        if not lock.take(wait=False):
            where = data.lock("up").read_text()
            raise embedded.CannotStart(
                f"This installation runs already, at {where}:"
                " end it there, or choose another DATA_DIR and PORT."
            )

    def _prepare(self, data: embedded.DataFolder) -> None:
        try:
            self.check()
            prepare(self._say)
        except (DatabaseError, OSError) as error:
            if shutil.disk_usage(data.path).free > DISK_IS_FULL:
                raise
            raise embedded.CannotStart(
                f"The disk of DATA_DIR {data.path} is full: make room and start again."
            ) from error

    def _wait_until_it_answers(self, web: Child, host: str, number: int) -> None:
        patience = time.monotonic() + PATIENCE
        while not _answers(host, number):
            web.look_after(self._say)
            if time.monotonic() > patience:
                raise embedded.CannotStart(
                    "The web server does not answer; see the log folder in DATA_DIR."
                )
            time.sleep(LOOK_EVERY / 2)

    def _look_after(self, data: embedded.DataFolder, children: list[Child]) -> None:
        if embedded.in_use() and not is_held(data.lock("keeper")):
            self._say("PostgreSQL and Valkey were ended from outside; starting them again.")
            embedded.ensure(data)
        for child in children:
            child.look_after(self._say)
        time.sleep(LOOK_EVERY)

    def _welcome(self, data: embedded.DataFolder) -> None:
        self._say(f"\nOpen {settings.BASE_URL}/")
        if settings.DEMO:
            self._say(f"\nPassword for everybody: {PASSWORD}")
            for address, who in CAST:
                self._say(f"  {address:<28} {who}")
            self._say(f"\nE-mail that the demo sends: {settings.BASE_URL}/demo/mail/")
        self._say(f"Data and logs: {data.path}\nCtrl-C ends everything.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _answers(host: str, number: int) -> bool:
    """Whether the web server serves pages; which page does not matter."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- compared, not bound
    connection = http.client.HTTPConnection(reachable, number, timeout=2)
    public = {"Host": urlsplit(settings.BASE_URL).netloc}
    try:
        connection.request("GET", "/health/live", headers=public)
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()
