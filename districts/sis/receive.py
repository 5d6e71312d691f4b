"""Receipt: from what somebody handed in to a run with a kept package."""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from districts.actor import Actor, System, label_of
from districts.models import ImportRun, SisConnection
from districts.sis import journal, keeping
from districts.sis.keeping import Note
from districts.sis.package import opened
from districts.sis.plain import made_plain
from districts.sis.problems import RefusedError
from districts.sis.registry import KNOWN_NAMES
from districts.sis.trouble import our_fault_refuses
from spacesedu.lib.queue import wake

TASK = "districts.tasks.run_import"


def receive(  # noqa: PLR0913 -- each is a word of what is handed in
    path: Path,
    connection: SisConnection,
    *,
    name: str,
    by: Actor | System,
    at: datetime,
    dry_run: bool = False,
    waive: bool = False,
    notes: Iterable[Note] = (),
    most: int | None = None,
) -> ImportRun:
    """Keep the package and let a worker take it from there.

    ``name`` is what people call it: the file's own name; ``notes`` were found before; no more than
    ``most`` bytes are taken. What cannot be read is a refused run, with the reasons among its
    problems.
    """
    run = begun(connection, by=by, at=at, dry_run=dry_run, waive=waive)
    take_in(run, path, name=name, by=by, notes=notes, most=most)
    if run.refused_at is None:
        wake(TASK, str(run.pk))
    return run


def begun(
    connection: SisConnection,
    *,
    by: Actor | System,
    at: datetime,
    dry_run: bool = False,
    waive: bool = False,
) -> ImportRun:
    """Return a new run, of which nothing is known but whence it comes."""
    return ImportRun.objects.create(
        district=connection.district,
        connection=connection,
        dry_run=dry_run,
        waive=waive,
        received_at=at,
        received_by=label_of(by),
        asked_by_id=by.user_id if isinstance(by, Actor) else None,
    )


def take_in(
    run: ImportRun,
    path: Path,
    *,
    name: str,
    by: Actor | System,
    notes: Iterable[Note] = (),
    most: int | None = None,
) -> None:
    """Keep the package of ``run``, or note why it is refused."""
    at, connection = run.received_at, run.connection
    try:
        with ExitStack() as stack:
            with our_fault_refuses():
                package = stack.enter_context(opened(path, KNOWN_NAMES, most=most))
                plain = made_plain(package)
            found = [
                keeping.note(one.code, file=one.file, detail=one.detail) for one in plain.notes
            ]
            run.package = keeping.keep(
                plain, connection=connection, name=name, at=at, notes=[*notes, *found]
            )
    except RefusedError as refusal:
        journal.refuse(run, refusal.problems, by=by, at=at)
    except OSError as reason:
        journal.fail(run, reason, at=at)
        raise
    else:
        run.save(update_fields=["package"])
