"""Many visitors at once, by wrk: what the server manages, and how long the slowest wait."""

import re
import shutil
import subprocess
from dataclasses import dataclass

SECONDS = 6
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, slots=True)
class Load:
    """Requests in a second, and milliseconds of half and of 99 in 100 of them."""

    per_second: float
    requests: int
    p50_ms: float
    p99_ms: float


def there() -> bool:
    """Tell whether wrk is installed."""
    return shutil.which("wrk") is not None


def load(url: str, connections: int, seconds: int = SECONDS) -> Load:
    """Ask for ``url`` on so many connections, over and over, for so long.

    Errors:
        AssertionError: an answer was no success, or a connection broke.
    """
    command = ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s"]
    said = subprocess.run(
        [*command, "-H", "Accept-Encoding: gzip", url], check=True, capture_output=True, text=True
    ).stdout
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said
    return Load(
        per_second=float(_found(r"Requests/sec:\s+([\d.]+)", said)),
        requests=int(_found(r"(\d+) requests in", said)),
        p50_ms=_time("50%", said),
        p99_ms=_time("99%", said),
    )


def _time(share: str, said: str) -> float:
    text = _found(rf"(?m)^\s+{share}\s+(\S+)", said)
    number = text.rstrip("ums")
    return float(number) * _UNITS[text.removeprefix(number)]


def _found(pattern: str, said: str) -> str:
    found = re.search(pattern, said)
    assert found, said
    return found[1]
