"""Bytes that are made on the way, to be read like a file."""

import io
from collections.abc import Iterator
from typing import IO


class _Made(io.RawIOBase):
    """A stream of whatever comes next."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        part = self._rest[: len(buffer)]
        self._rest = self._rest[len(part) :]
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        """Let go of what the bytes are made from."""
        if not self.closed and (end := getattr(self._chunks, "close", None)):
            end()
        super().close()


def stream_of(chunks: Iterator[bytes]) -> IO[bytes]:
    """Return a stream of these bytes."""
    return io.BufferedReader(_Made(chunks))
