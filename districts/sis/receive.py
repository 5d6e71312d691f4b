"""Receipt: from what somebody handed in to a run with a kept package."""

from datetime import datetime
from pathlib import Path

from districts.actor import Actor, System, label_of
from districts.models import ImportRun, SisConnection
from districts.sis import journal, keeping
from districts.sis.package import opened
from districts.sis.problems import RefusedError
from districts.sis.registry import KNOWN_NAMES
from spacesedu.lib.queue import wake

TASK = "districts.tasks.run_import"


def receive(
    path: Path,
    connection: SisConnection,
    *,
    name: str,
    by: Actor | System,
    at: datetime,
    dry_run: bool = False,
    waive: bool = False,
) -> ImportRun:
    """Keep the package and let a worker take it from there.

    ``name`` is what people call it: the file's own name. What cannot be read is a refused run, with
    the reasons among its problems.
    """
    run = take_in(path, connection, name=name, by=by, at=at, dry_run=dry_run, waive=waive)
    if run.refused_at is None:
        wake(TASK, str(run.pk))
    return run


def take_in(
    path: Path,
    connection: SisConnection,
    *,
    name: str,
    by: Actor | System,
    at: datetime,
    dry_run: bool = False,
    waive: bool = False,
) -> ImportRun:
    """Keep the package and return its run, without telling a worker."""
    run = ImportRun.objects.create(
        district=connection.district,
        connection=connection,
        dry_run=dry_run,
        waive=waive,
        received_at=at,
        asked_by_id=by.user_id if isinstance(by, Actor) else None,
        received_by=label_of(by),
    )
    try:
        with opened(path, KNOWN_NAMES) as package:
            run.package = keeping.keep(package, connection=connection, name=name, at=at)
    except RefusedError as refusal:
        journal.refuse(run, refusal.problems, by=by, at=at)
    except OSError as reason:
        journal.fail(run, reason, at=at)
        raise
    else:
        run.save(update_fields=["package"])
    return run
