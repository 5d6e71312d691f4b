"""The list of runs, newest first: where each came from, how it stands, what it did in one line."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from districts.actor import Actor
from districts.directory import runs_for
from districts.imports.page import title_of
from districts.imports.waiting import WAITING
from districts.letter import Told, arrival, deed_of, state_of
from districts.models import ImportRun

ORDER = ("received_at", "id")


@dataclass(frozen=True, slots=True)
class Row:
    """One run of the list; ``title`` says what it is where it is no common import.

    ``package`` is what was handed in, by its name.
    """

    id: uuid.UUID
    title: str
    package: str
    arrived: datetime
    source: str
    deed: str
    state: Told


def listed(
    actor: Actor, connection: uuid.UUID | None = None, *, waiting: bool = False
) -> QuerySet[ImportRun]:
    """Return the runs that are asked for, in no order."""
    found = runs_for(actor).order_by()
    if connection is not None:
        found = found.filter(connection_id=connection)
    return found.filter(WAITING) if waiting else found


def rows_of(runs: Sequence[ImportRun]) -> list[Row]:
    """Return a row for each run; its time is told on the district's clocks."""
    return [
        Row(
            id=run.pk,
            title=title_of(run) if run.undoes_id or run.follows_id or run.dry_run else "",
            package=run.package.name if run.package else "",
            arrived=arrival(run, run.district.zone),
            source=run.connection.name,
            deed=deed_of(run),
            state=state_of(run),
        )
        for run in runs
    ]
