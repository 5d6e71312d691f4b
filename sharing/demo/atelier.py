"""Painting beside the rest of the seeding: pictures cost most of its time and need no database."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

from sharing.demo.pictures import paint

PAINTERS = 2


@contextmanager
def atelier(names: Iterable[str]) -> Iterator[Callable[[str], bytes]]:
    """Begin to paint all ``names``; yield what hands over one picture's bytes when it is done.

    The painters are fresh processes: a fork would share the database's connection.
    """
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PAINTERS, mp_context=fresh) as painters:
        begun = {name: painters.submit(paint, name) for name in names}
        yield lambda name: begun[name].result()
