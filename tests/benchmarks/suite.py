"""The order in which everything is measured, on a database made for it."""

import logging
import os
from collections.abc import Callable, Iterable, Sequence

from django.core.management import call_command
from django.test.utils import setup_test_environment

from districts.models import District
from spacesedu import embedded
from spacesedu.lib.static_files import collect_if_changed
from tests.benchmarks import (
    auditing,
    crowd,
    door,
    imports,
    lighthouse,
    links,
    lists,
    page,
    row_security,
    visitors,
    weight,
)
from tests.world import World, build

CHROMIUM = os.environ.get("CHROMIUM", "chromium")

# What is measured in the world of the tests. The last one makes the portfolio much longer.
SMALL: dict[str, tuple[str, Callable[[World], Iterable[object]]]] = {
    "door": (
        "The public door: tokens that do not open",
        door.figures,
    ),
    "visitors": ("The public page of twenty posts, many visitors at once", visitors.lines),
    "weight": ("What a phone fetches of it", lambda world: weight.lines(world, CHROMIUM)),
    "lighthouse": ("Lighthouse on it", lambda world: lighthouse.lines(world, CHROMIUM)),
    "imports": (
        "SIS import, Advanced CSV",
        lambda _world: imports.lines(int(os.environ.get("BENCH_USERS", "100000"))),
    ),
    "auditing": (
        "The audit log: one event, as its writer waits for it",
        lambda _world: auditing.figures(),
    ),
    "page": ("A portfolio of five hundred posts, nothing kept", page.figures),
}
# Only when it is named: it takes a quarter of an hour.
ON_REQUEST: dict[str, tuple[str, Callable[[World], Iterable[object]]]] = {
    "imports-million": ("SIS import, Advanced CSV", lambda _world: imports.lines(1_000_000)),
}
# What is measured among very many.
LARGE: dict[str, tuple[str, Callable[[District], Iterable[object]]]] = {
    "lists": (f"Lists of a district with {crowd.STUDENTS:,} students", lists.figures),
    "links": (f"The live links of {crowd.STUDENTS:,} students", links.figures),
    "row_security": ("Row-level security, had we used it", row_security.figures),
}


def run(wanted: Sequence[str] = ()) -> None:
    """Start servers in a folder of their own, build the world, measure, print.

    ``wanted`` names parts; without it, all of them.
    """
    with embedded.running(embedded.data_folder(), durable=False):
        setup_test_environment()
        # Refused addresses are what is measured; a log line each is not.
        logging.disable(logging.WARNING)
        call_command("migrate", verbosity=0)
        collect_if_changed()
        _measure(
            SMALL | {name: ON_REQUEST[name] for name in wanted if name in ON_REQUEST}, wanted, build
        )
        _measure(LARGE, wanted, crowd.crowd)


def _measure[Place](
    parts: dict[str, tuple[str, Callable[[Place], Iterable[object]]]],
    wanted: Sequence[str],
    made: Callable[[], Place],
) -> None:
    chosen = [part for name, part in parts.items() if not wanted or name in wanted]
    if not chosen:
        return
    place = made()
    for title, figures in chosen:
        print(f"\n{title}", flush=True)  # noqa: T201 -- the report is the product
        for line in figures(place):
            print(line, flush=True)  # noqa: T201
