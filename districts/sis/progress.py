"""How far a run is, told by the name of the session that works on it.

A run is one transaction: nothing it writes can be seen before its end. The name of its session can,
in ``pg_stat_activity``, and it is gone when the worker dies.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from districts.models import ImportRun


class Stage(StrEnum):
    """What a worker is doing."""

    WAITING = "waiting"
    READING = "reading"
    CHECKING = "checking"
    PLANNING = "planning"
    APPLYING = "applying"


# Where each stage begins, in percent of the whole, as measured on large packages.
BEGINS = {
    Stage.WAITING: 0,
    Stage.READING: 5,
    Stage.CHECKING: 30,
    Stage.PLANNING: 50,
    Stage.APPLYING: 75,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """The stage of a run, and how much of the whole lies behind it, in percent."""

    stage: Stage
    percent: int


def tell(run: ImportRun, stage: Stage) -> None:
    """Say from within the run's transaction what is being done; the name ends with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, true)", [_name(run, stage)])


def progress_of(run: ImportRun) -> Progress:
    """Return how far the run is; nobody at work on it yet is 0 %."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND starts_with(application_name, %s) LIMIT 1",
            [_name(run, "")],
        )
        found = cursor.fetchone()
    stage = Stage(found[0].rsplit(" ", 1)[1]) if found else Stage.WAITING
    return Progress(stage, BEGINS[stage])


def _name(run: ImportRun, stage: str) -> str:
    return f"sis {run.pk.hex} {stage}"
