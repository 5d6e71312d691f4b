"""Cutting a line whose time is over.

A service may send a byte now and then for ever, of a header or of a body; no time-out of a single
read ends that. So the line is cut from another thread.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Timer

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

_LINES: ContextVar[list[socket.socket]] = ContextVar("lines")


class Plain(HTTPConnection):
    """A connection that tells what it speaks through, each time an answer is awaited."""

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]
        """Await the answer."""
        _note(self.sock)
        return super().getresponse()


class Secure(HTTPSConnection):
    """The same, encrypted."""

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]
        """Await the answer."""
        _note(self.sock)
        return super().getresponse()


@contextmanager
def cut_at(until: float) -> Iterator[None]:
    """Cut what is spoken through in here at ``until`` on the monotonic clock."""
    lines: list[socket.socket] = []
    before = _LINES.set(lines)
    clock = Timer(max(until - time.monotonic(), 0), _cut, (lines,))
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        _LINES.reset(before)


def _note(line: socket.socket | None) -> None:
    if line is not None:
        _LINES.get().append(line)


def _cut(lines: list[socket.socket]) -> None:
    for line in lines:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
