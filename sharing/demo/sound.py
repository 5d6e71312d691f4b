"""One short recording: a tune on plucked strings, synthesised (Karplus and Strong, 1983)."""

import wave
from array import array
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from random import Random

RATE = 22_050
SECONDS = 8
LOUD = 9_000

# Beat in seconds, pitch in Hz: a falling line over an open string, ending where it began.
_TUNE = (
    *((0.0, 146.83), (0.0, 293.66), (0.5, 369.99), (1.0, 440.00), (1.5, 369.99), (2.0, 329.63)),
    *((2.0, 164.81), (2.5, 293.66), (3.0, 246.94), (3.5, 293.66), (4.0, 123.47), (4.0, 369.99)),
    *((4.5, 329.63), (5.0, 293.66), (5.5, 246.94), (6.0, 110.00), (6.0, 220.00), (6.4, 277.18)),
    *((6.8, 146.83), (6.8, 293.66), (6.85, 369.99)),
)


def melody() -> bytes:
    """Return eight seconds of the tune as a WAV file, mono."""
    mixed = [0.0] * (RATE * SECONDS)
    rng = Random("coat closet")  # noqa: S311 -- a string's noise, the same each time
    for start, pitch in _TUNE:
        first = int(start * RATE)
        for place, value in enumerate(islice(_string(rng, pitch), len(mixed) - first), first):
            mixed[place] += value
    return _as_wav(mixed)


def _string(rng: Random, pitch: float) -> Iterator[float]:
    """Yield a plucked string: noise that runs round, each time a little duller."""
    length = max(2, round(RATE / pitch))
    loop = [rng.uniform(-1, 1) for _ in range(length)]
    at = 0
    while True:
        ahead = at + 1 if at + 1 < length else 0
        value = loop[at]
        loop[at] = 0.4985 * (value + loop[ahead])
        yield value
        at = ahead


def _as_wav(samples: list[float]) -> bytes:
    peak = max(abs(value) for value in samples)
    fade = RATE // 2
    left = len(samples)
    pcm = array("h")
    for place, value in enumerate(samples):
        pcm.append(round(value / peak * LOUD * min(1.0, (left - place) / fade)))
    made = BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(pcm.itemsize)
        file.setframerate(RATE)
        file.writeframes(pcm.tobytes())
    return made.getvalue()
