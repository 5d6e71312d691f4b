"""Visitors at once: the public page of twenty posts, kept and drawn anew, beside a plain hello.

Under one server, in one run, in turn. The hello passes through the same middlewares; nginx does not
count.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from portfolios import text
from portfolios.media.files import put
from portfolios.media.photo import renditions
from portfolios.media.sniff import JPEG
from tests import factories as make
from tests.benchmarks.page import WORDS
from tests.benchmarks.served import NOBODY, Site, served
from tests.benchmarks.wrk import Load, load
from tests.portfolios.pictures import encoded
from tests.sharing.paths import public_path
from tests.world import World

POSTS = 20
CONNECTIONS = (1, 8, 32)
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One page at one number of connections: the best of some rounds."""

    name: str
    connections: int
    load: Load
    processor_ms: float
    ratio: float

    def __str__(self) -> str:
        """Return the line as printed."""
        return (
            f"  {self.name:<28} {self.connections:>2} at once {self.load.per_second:8.0f}/s"
            f"  p50 {self.load.p50_ms:7.2f} ms  p99 {self.load.p99_ms:7.2f} ms"
            f"  processor {self.processor_ms:6.2f} ms  × {self.ratio:.3f}"
        )


def lines(world: World) -> Iterator[str]:
    """Yield what is to be printed."""
    fill(world)
    path = public_path(world.link)
    yield f"  queries: {_queries(path)} drawn anew, {_queries(path)} kept"
    with served() as site, served(REDIS_URL=NOBODY) as forgetful:
        cases = {
            "hello (baseline)": site.url("/hello/"),
            "the page, kept": site.url(path),
            "the page, drawn anew": forgetful.url(path),
        }
        servers = {url: forgetful if "anew" in name else site for name, url in cases.items()}
        for connections in CONNECTIONS:
            yield from map(str, _compared(cases, servers, connections))


def fill(world: World) -> None:
    """Give the portfolio twenty posts with two photos, a few lines of text and a section each."""
    body_html = text.html(WORDS)
    photo = _photo()
    already = world.portfolio.posts.count()
    for number in range(POSTS - already):
        post = make.PostFactory.create(
            portfolio=world.portfolio,
            author=world.student.user,
            body=WORDS,
            body_html=body_html,
            posted_on=dt.date(2026, 9, 1) - dt.timedelta(days=number),
        )
        make.PostSectionFactory.create(post=post, section=world.sections[0])
        for position, alt in enumerate(("Four loaves on a rack", "")):
            file = make.AttachmentFactory.create(post=post, position=position, alt=alt)
            for width, webp in photo.items():
                put(f"{file.folder}/{width}.webp", ContentFile(webp))


def _photo() -> dict[int, bytes]:
    """Return a grainy picture in the product's widths: as many bytes as of a photo."""
    file = BytesIO(encoded(Image.effect_noise((1600, 1200), 8), "JPEG"))
    return renditions(file, JPEG).webp


def _queries(path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(path).status_code == 200
    return len(asked)


def _compared(cases: dict[str, str], servers: dict[str, Site], connections: int) -> Iterator[Line]:
    best: dict[str, tuple[Load, float]] = {}
    for _ in range(ROUNDS):
        for name, url in cases.items():
            before = servers[url].processor_ms()
            done = load(url, connections)
            spent = (servers[url].processor_ms() - before) / done.requests
            if name not in best or done.per_second > best[name][0].per_second:
                best[name] = done, spent
    [(baseline, _), *_others] = best.values()
    for name, (done, spent) in best.items():
        yield Line(name, connections, done, spent, done.per_second / baseline.per_second)
