"""A file that came in parts: ``<folder>/upload``, ``<folder>/upload.1``, …, one after the other."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from django.core.files.base import File
from django.core.files.storage import default_storage

_CHUNK = 1024 * 1024


class InParts(Protocol):
    """An upload or an attachment: where its parts lie, and how many there are."""

    folder: str
    parts: int


def part_name(folder: str, number: int) -> str:
    """Return where the part of that number lies; the first is 0."""
    return f"{folder}/upload.{number}" if number else f"{folder}/upload"


def put_part(upload: InParts, part: IO[bytes]) -> None:
    """Store the next part, in place of what an interrupted try may have left there."""
    name = part_name(upload.folder, upload.parts)
    default_storage.delete(name)
    default_storage.save(name, File(part))


def head(upload: InParts, most: int) -> bytes:
    """Return the first ``most`` bytes: a connection may break after the first one of a part."""
    found = b""
    for number in range(upload.parts):
        with default_storage.open(part_name(upload.folder, number)) as part:
            found += part.read(most - len(found))
        if len(found) >= most:
            break
    return found


@contextmanager
def local_copy(upload: InParts) -> Iterator[IO[bytes]]:
    """Yield all parts as one temporary file on this machine: seekable, and with a ``name``.

    Raises ``FileNotFoundError`` when a part is gone.
    """
    with tempfile.NamedTemporaryFile() as whole:
        for number in range(upload.parts):
            with default_storage.open(part_name(upload.folder, number)) as part:
                shutil.copyfileobj(part, whole, _CHUNK)
        whole.seek(0)
        yield whole


def delete_parts(upload: InParts) -> None:
    """Delete the parts, and the one that was being stored when somebody pulled the plug."""
    for number in range(upload.parts + 1):
        default_storage.delete(part_name(upload.folder, number))
