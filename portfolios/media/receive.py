"""Taking uploads in: streamed to private storage, removed again when no row comes to own them."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files.base import File
from django.core.files.storage import default_storage

from portfolios.media.accept import accept
from portfolios.media.sniff import Format


@dataclass(frozen=True, slots=True)
class Received:
    """An upload that lies in ``folder`` and waits for a row."""

    folder: str
    format: Format
    size: int
    original_name: str


@contextmanager
def received(files: "Iterable[File[bytes]]") -> Iterator[list[Received]]:
    """Store the files for the time of the block; where it fails, they are removed again.

    Raises ``MediaRefusedError`` for the first file that is not taken.
    """
    stored: list[Received] = []
    try:
        for file in files:
            stored.append(_store(file))  # noqa: PERF401 - what is stored must be known at a failure
        yield stored
    except BaseException:
        for one in stored:
            default_storage.delete(f"{one.folder}/upload")
        raise


def _store(file: "File[bytes]") -> Received:
    found = accept(file, file.size)
    name = secrets.token_hex(16)
    folder = f"{name[:2]}/{name}"
    default_storage.save(f"{folder}/upload", file)
    return Received(folder, found, file.size, (file.name or "")[-255:])
