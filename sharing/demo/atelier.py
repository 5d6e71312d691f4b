"""Painting beside the rest of the seeding: pictures cost most of its time and need no database."""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection

from sharing.demo.pictures import paint

PAINTERS = 2


@contextmanager
def atelier(names: Iterable[str]) -> Iterator[Callable[[str], bytes]]:
    """Begin to paint all ``names``; yield what hands over one picture's bytes when it is done.

    Ask for them in the order of ``names``: painters are one picture ahead. Whatever ends the block
    ends them at once; so does the end of this process, however sudden.
    """
    ordered = list(dict.fromkeys(names))
    finished: dict[str, bytes] = {}
    with ExitStack() as stack:
        easels = [stack.enter_context(_painter(ordered[n::PAINTERS])) for n in range(PAINTERS)]

        def painted(name: str) -> bytes:
            easel = easels[ordered.index(name) % PAINTERS]
            while name not in finished:
                done, picture = easel.recv()
                finished[done] = picture
            return finished[name]

        yield painted


@contextmanager
def _painter(names: Sequence[str]) -> "Iterator[Connection[None, tuple[str, bytes]]]":
    """Start a fresh process, for a fork would share the database's connection; yield its pipe."""
    fresh = multiprocessing.get_context("spawn")
    ours, theirs = fresh.Pipe(duplex=False)
    painter = fresh.Process(target=_paint_all, args=(names, theirs), daemon=True)
    painter.start()
    # With our copy closed, only one end is left on each side: who dies is noticed by the other.
    theirs.close()
    try:
        yield ours
    finally:
        painter.terminate()
        painter.join()
        ours.close()


def _paint_all(names: Sequence[str], easel: "Connection[tuple[str, bytes], None]") -> None:
    # Ctrl-C reaches the whole group; the process that asked for pictures decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for name in names:
            easel.send((name, paint(name)))
    except BrokenPipeError:
        return
