"""A portfolio of five hundred posts, its pages uncached, for everybody who opens one.

Each post has two photos, a few lines of text and a section. Asked over HTTP, one request after
another, of the web server as it runs in production; nginx does not count. The baseline is the
cheapest public page there is, a 404.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client

from portfolios import text
from portfolios.reading.rows import POSTS_A_PAGE
from sharing.menu import address_of
from tests import factories as make
from tests.benchmarks.measure import Figure, compare
from tests.benchmarks.served import NOBODY, Site, served
from tests.world import Person, World

ROUNDS = 60
PAGES = 10
WORDS = """I wanted to know *why* bread rises, so I baked **four loaves** on four days.

- one with a lot of yeast
- one with very little
- one in the cold

The cold one took a night, and it was the best. [Where I read about it](https://example.org/bread)
"""


def figures(world: World) -> list[Figure]:
    """Return the times of the page for a student, a teacher, a family and a visitor."""
    fill(world)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with served(REDIS_URL=NOBODY) as site:
        return compare(cases(world, site), ROUNDS)


def fill(world: World) -> None:
    """Give the portfolio its posts, each on a day of its own."""
    body_html = text.html(WORDS)
    for number in range(POSTS_A_PAGE * PAGES):
        post = make.PostFactory.create(
            portfolio=world.portfolio,
            author=world.student.user,
            body=WORDS,
            body_html=body_html,
            posted_on=dt.date(2026, 9, 1) - dt.timedelta(days=number),
        )
        section = world.sections[number % len(world.sections)]
        make.PostSectionFactory.create(post=post, section=section)
        for position, alt in enumerate(("Four loaves on a rack", "")):
            make.AttachmentFactory.create(post=post, position=position, alt=alt)


def cases(world: World, site: Site) -> dict[str, Callable[[], object]]:
    """Return one call each."""
    page = f"/portfolios/{world.portfolio.pk}/"
    address = "/" + (address_of(world.link) or "").split("/", 3)[3]
    readers = {
        "student": (page, _cookie(world.student)),
        "student, the last page": (f"{page}?page={PAGES}", _cookie(world.student)),
        "teacher": (page, _cookie(world.teacher)),
        "family": (page, _cookie(world.family)),
        "visitor": (address, ""),
    }
    return {
        "404 (baseline)": lambda: site.get("/s/nothing/"),
        **{who: partial(_get, site, *way) for who, way in readers.items()},
    }


def _get(site: Site, path: str, cookie: str) -> None:
    status, body = site.get(path, cookie)
    assert status == 200, (path, status)
    assert body.count(b"<article") >= POSTS_A_PAGE


def _cookie(person: Person) -> str:
    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(person.user)
    return f"{name}={client.cookies[name].value}"
