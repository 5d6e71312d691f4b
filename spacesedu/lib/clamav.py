"""Asking ClamAV: whether it is there, and what it thinks of a file. Off without CLAMAV_URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import IO, BinaryIO, cast
from urllib.parse import urlsplit

from clamav_client.clamd import (
    BufferTooLongError,
    ClamdError,
    ClamdNetworkSocket,
    ClamdUnixSocket,
)
from django.conf import settings

# In seconds: for a sign of life, and for the verdict on a long film.
_SIGN_OF_LIFE = 2
_VERDICT = 300
_PORT = 3310


class Scanner(StrEnum):
    """How the scanner is."""

    OFF = "off"
    WORKS = "works"
    SILENT = "does not answer"


class ScannerSilentError(Exception):
    """The scanner gave no verdict; the file waits until it does."""


class TooBigToScanError(Exception):
    """A file longer than the scanner takes (``StreamMaxLength`` in clamd.conf)."""


def state() -> Scanner:
    """Ask the scanner for a sign of life."""
    if not settings.CLAMAV_URL:
        return Scanner.OFF
    try:
        with _client(_SIGN_OF_LIFE) as client:
            answer = client.ping()
    except (ClamdError, OSError):
        return Scanner.SILENT
    return Scanner.WORKS if answer == "PONG" else Scanner.SILENT


def finds_virus(file: IO[bytes]) -> bool:
    """Tell whether the scanner finds a virus in ``file``; where there is no scanner, none is found.

    Raises ``ScannerSilentError`` and ``TooBigToScanError``.
    """
    if not settings.CLAMAV_URL:
        return False
    file.seek(0)
    try:
        with _client(_VERDICT) as client:
            verdict, _name = client.instream(cast("BinaryIO", file))["stream"]
    except BufferTooLongError as too_long:
        raise TooBigToScanError from too_long
    except (BrokenPipeError, ConnectionResetError) as hung_up:
        # It says why, and hangs up while we still talk: who hangs up and is well had enough.
        reason = TooBigToScanError if state() is Scanner.WORKS else ScannerSilentError
        raise reason from hung_up
    except (ClamdError, OSError, KeyError) as silent:
        raise ScannerSilentError from silent
    if verdict not in {"OK", "FOUND"}:
        raise ScannerSilentError
    return verdict == "FOUND"


@contextmanager
def _client(timeout: int) -> Iterator[ClamdNetworkSocket]:
    where = urlsplit(settings.CLAMAV_URL)
    if where.scheme == "unix":
        client: ClamdNetworkSocket = ClamdUnixSocket(where.path, timeout)
    else:
        client = ClamdNetworkSocket(where.hostname or "", where.port or _PORT, timeout)
    try:
        yield client
    finally:
        # It leaves a socket open that it could not connect.
        client.clamd_socket.close()
