"""Eight people writing to one district's audit log, alone and while it is being sealed."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from statistics import median, quantiles
from threading import Event

from django.db import connection, transaction

from districts import audit
from districts.actor import System
from districts.chain import seals
from districts.models import District
from spacesedu.lib import clock
from tests import factories as make
from tests.benchmarks.measure import Figure

WRITERS = 8
EVENTS_EACH = 60
ROUNDS = 6


def figures() -> list[Figure]:
    """Return the time of one event in its own transaction, as its writer waits for it."""
    here = make.DistrictFactory.create()
    alone: list[float] = []
    sealed: list[float] = []
    for _ in range(ROUNDS):
        alone += _written(here)
        with ThreadPoolExecutor(1) as pool:
            done = Event()
            sealing = pool.submit(_keep_sealing, here, done)
            sealed += _written(here)
            done.set()
            sealing.result()
    cases = {"8 writers (baseline)": alone, "8 writers, sealing ten times a second": sealed}
    return [_figure(name, taken, baseline=alone) for name, taken in cases.items()]


def _figure(name: str, taken: list[float], *, baseline: list[float]) -> Figure:
    a_second = round(WRITERS * 1000 / median(taken))
    ratio = median(taken) / median(baseline)
    return Figure(f"{name}: {a_second}/s", median(taken), quantiles(taken, n=20)[-1], ratio)


def _written(here: District) -> list[float]:
    def writes(_number: int) -> list[float]:
        try:
            _write(here)  # connects
            return [_write(here) for _ in range(EVENTS_EACH)]
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(chain.from_iterable(pool.map(writes, range(WRITERS))))


def _write(here: District) -> float:
    """Write one event and return how long it took until it was committed, in milliseconds."""
    begun = time.perf_counter()
    with transaction.atomic():
        audit.record(
            "district.changed",
            by=System("bench"),
            at=clock.now(),
            district_id=here.pk,
            subject=here,
        )
    return (time.perf_counter() - begun) * 1000


def _keep_sealing(here: District, done: Event) -> None:
    try:
        while not done.wait(0.1):
            seals.seal(here.pk, at=clock.now())
    finally:
        connection.close()
