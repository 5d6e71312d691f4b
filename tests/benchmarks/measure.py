"""Taking times that mean something on a busy machine: interleaved rounds, medians, ratios."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. Times in milliseconds; ``ratio`` is to the baseline's median."""

    name: str
    median_ms: float
    p95_ms: float
    ratio: float

    def __str__(self) -> str:
        """Return the line as printed."""
        return (
            f"  {self.name:<44} {self.median_ms:8.2f} ms  p95 {self.p95_ms:8.2f} ms"
            f"  × {self.ratio:.2f}"
        )


def compare(cases: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> list[Figure]:
    """Run all cases in turn, ``rounds`` times; the first one named is the baseline."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for case in cases.values():
        case()
    # As the web server does before its first visitor.
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for name, case in cases.items():
            begun = time.perf_counter()
            case()
            times[name].append((time.perf_counter() - begun) * 1000)
    baseline = median(next(iter(times.values())))
    return [
        Figure(name, median(taken), quantiles(taken, n=20)[-1], median(taken) / baseline)
        for name, taken in times.items()
    ]
