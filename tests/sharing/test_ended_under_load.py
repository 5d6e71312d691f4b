"""Two hundred visitors at once on a link that ends: nobody who comes afterwards gets anything.

The web server is the one of production, with its processes and threads; what it answers comes over
HTTP, from a page that is kept, from one that is drawn, or from the storage.
"""

import os
import urllib.parse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Semaphore

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from sharing import actions
from spacesedu.lib import clock
from tests.benchmarks.served import Site, served
from tests.sharing import gates
from tests.sharing.paths import public_path
from tests.world import World

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

AT_ONCE = 200
BEFORE = 150
"""How many are answered before the link ends."""

ENDS: dict[str, Callable[[World], object]] = {
    "it is turned off": lambda world: actions.turn_off(
        portfolio_id=world.portfolio.pk, by=world.student.actor, at=clock.now()
    ),
    "it is replaced": lambda world: actions.new_link(
        portfolio_id=world.portfolio.pk, by=world.teacher.actor, at=clock.now()
    ),
    "a gate closes": lambda world: gates.close(world, "district"),
}


@dataclass(frozen=True)
class Visit:
    """What somebody asked for, whether the link had ended by then, and what they got."""

    what: str
    late: bool
    status: int
    got: bytes


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the web server writes while it works."""
    return tmp_path_factory.mktemp("web") / "log"


@pytest.fixture(scope="module")
def site(log: Path, django_db_setup: None) -> Iterator[Site]:
    """The web server, on the database of these tests."""
    database = urllib.parse.urlsplit(os.environ["DATABASE_URL"])
    name = str(connection.settings_dict["NAME"])
    with (
        log.open("w") as written,
        served(
            log=written.fileno(),
            DATABASE_URL=database._replace(path=f"/{name}").geturl(),
            DJANGO_SETTINGS_MODULE="tests.production",
        ) as site,
    ):
        yield site


@pytest.mark.parametrize("how", ENDS)
def test_nobody_who_comes_after_the_end_gets_anything(
    world: World, site: Site, log: Path, how: str
) -> None:
    asked = list(_everything(world).items())
    answered, ended = Semaphore(0), Event()

    def visitor(first: int) -> list[Visit]:
        """Go on visiting, one thing after the other, and once more after the link has ended."""
        visits: list[Visit] = []
        for what, (method, path, headers) in islice(cycle(asked), first, None):
            late = ended.is_set()
            visits.append(Visit(what, late, *site.ask(path, headers, method)))
            answered.release()
            if late:
                break
        return visits

    with ThreadPoolExecutor(AT_ONCE) as pool:
        visitors = [pool.submit(visitor, number % len(asked)) for number in range(AT_ONCE)]
        for _ in range(BEFORE):
            answered.acquire()
        try:
            ENDS[how](world)
        finally:
            ended.set()
        done = [visit for one in visitors for visit in one.result()]

    after = [one for one in done if one.late]
    assert {one.what for one in after} == {what for what, _ in asked}
    assert {(one.what, one.status) for one in after if one.status != 404} == set()
    assert not any(_shows(world, one.got) for one in after)
    assert all(_shows(world, one.got) for one in done if one.what == "page" and one.status == 200)
    # Some were on their way when it happened; before, everybody got what they asked for.
    assert {one.status for one in done} == {200, 206, 404}
    assert any(one.status == 404 and not one.late for one in done)
    assert "/s/***" in log.read_text()
    assert str(world.link.token) not in log.read_text().lower()


def _shows(world: World, got: bytes) -> bool:
    """Tell whether an answer holds anything of the portfolio."""
    return any(word.encode() in got for word in (world.post.title, world.template.name, "picture"))


def _everything(world: World) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Return each kind of request as method, path and headers."""
    stored = f"{world.photo.folder}/640.webp"
    if not default_storage.exists(stored):
        default_storage.save(stored, ContentFile(b"a picture"))
    path = public_path(world.link)
    photo = f"{path}media/{world.photo.pk}/640.webp"
    return {
        "page": ("GET", path, {}),
        "page, packed": ("GET", path, {"Accept-Encoding": "gzip"}),
        "page, in Spanish": ("GET", f"{path}?lang=es", {}),
        "page, looked at before": ("GET", path, {"If-None-Match": "*"}),
        "page, headers only": ("HEAD", path, {}),
        "section": ("GET", f"{path}{world.sections[0].pk}/", {}),
        "picture": ("GET", photo, {}),
        "part of the picture": ("GET", photo, {"Range": "bytes=2-8"}),
    }
