"""Taking uploads in: streamed to private storage, removed again when no row comes to own them."""

import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Protocol

from django.core.files.base import File
from django.core.files.storage import default_storage

from portfolios.media.accept import accept
from portfolios.media.parts import part_name
from portfolios.media.sniff import Format
from portfolios.storage.room import Room

MOST_FILES = 20
"""How many files somebody may add to a post at a time."""

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """An upload that lies in ``folder`` and waits for a row."""

    folder: str
    format: Format
    size: int
    original_name: str


class Readable(Protocol):
    """The body of a request."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes; none at its end."""


@contextmanager
def received(files: "Iterable[File[bytes]]", room: Room | None) -> Iterator[list[Received]]:
    """Store the files for the time of the block; where it fails, they are removed again.

    ``room`` is what is left where they go, and none where that is asked later, under a lock. Raises
    ``NoRoomError`` where they do not fit in, and ``MediaRefusedError`` for the first that is not
    taken.
    """
    given = list(files)
    if given and room is not None:
        room.check(sum(file.size for file in given))
    stored: list[Received] = []
    try:
        for file in given:
            stored.append(_store(file))  # noqa: PERF401 - what is stored must be known at a failure
        yield stored
    except BaseException:
        for one in stored:
            default_storage.delete(part_name(one.folder, 0))
        raise


@contextmanager
def arrived(body: Readable, most: int) -> Iterator[IO[bytes]]:
    """Yield what comes of a request's body, at most ``most`` bytes, as a temporary file.

    A connection that breaks is no error: what has come until then is worth keeping. Nothing is
    held in memory, however many come at once.
    """
    with tempfile.TemporaryFile() as part:
        while data := _next(body, most - part.tell()):
            part.write(data)
        yield part


def new_folder() -> str:
    """Return the name of a folder that nobody can guess, in one of 256 that share them out."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name}"


def _next(body: Readable, most: int) -> bytes:
    try:
        return body.read(min(_CHUNK, most))
    except OSError:
        return b""


def _store(file: "File[bytes]") -> Received:
    found = accept(file, file.size)
    folder = new_folder()
    default_storage.save(part_name(folder, 0), file)
    return Received(folder, found, file.size, (file.name or "")[-255:])
