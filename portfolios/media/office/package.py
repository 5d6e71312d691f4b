"""Opening a zip that a stranger made: counted and measured before anything in it is unpacked."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from portfolios.media.refusal import MediaRefusedError, Refusal

MOST_ENTRIES = 5000
MOST_UNPACKED = 300_000_000
MOST_XML = 50_000_000
MOST_RATIO = 300
# What packs well and stays small is no bomb.
_SMALL = 20_000_000
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@contextmanager
def package(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Open the zip; whatever is wrong with it, then or later, is the same answer."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as opened:
            _check(opened.infolist())
            yield opened
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, KeyError) as broken:
        raise MediaRefusedError(Refusal.DAMAGED) from broken
    except (UnicodeDecodeError, RuntimeError) as broken:
        raise MediaRefusedError(Refusal.DAMAGED) from broken


def _check(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise MediaRefusedError(Refusal.TOO_BIG)
    if unpacked > max(_SMALL, MOST_RATIO * packed):
        raise MediaRefusedError(Refusal.TOO_BIG)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise MediaRefusedError(Refusal.PASSWORD)
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) < len(names) or not all(map(_is_plain, entries)):
        raise MediaRefusedError(Refusal.DAMAGED)


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in entry.filename:
        return False
    is_xml = path.suffix.lower() in {".xml", ".rels"}
    return entry.compress_type in _METHODS and not (is_xml and entry.file_size > MOST_XML)
