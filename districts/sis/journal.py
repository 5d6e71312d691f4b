"""What a run leaves behind: its facts, its problems, and its line in the audit log."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime

from django.db import Error

from districts import audit
from districts.actor import Actor, System
from districts.models import ImportProblem, ImportRun
from districts.sis import trouble
from districts.sis.brakes import Tally
from districts.sis.problems import MESSAGES, Problem, problem
from districts.sis.report import Report
from districts.sis.statements import SQL, execute
from districts.sis.step import kinds
from districts.sis.work import Work

MOST_PROBLEMS = 10_000


def keep(run: ImportRun, problems: Iterable[Problem]) -> None:
    """Keep problems that were found before the rows were looked at."""
    ImportProblem.objects.bulk_create(
        ImportProblem(district_id=run.district_id, run=run, **asdict(found)) for found in problems
    )


def refuse(
    run: ImportRun, problems: Iterable[Problem], *, by: Actor | System, at: datetime
) -> None:
    """Note that nothing of a package is taken, and why."""
    run.refused_at = at
    run.save(update_fields=["refused_at"])
    keep(run, problems)
    log(run, by=by, at=at)


def fail(run: ImportRun, reason: BaseException, *, at: datetime) -> None:
    """Note that a run broke off; its transaction has left nothing behind."""
    code = trouble.code_of(reason)
    # That there was no room says more than that it broke off; what Python calls it says less.
    if code == trouble.BROKE_OFF and run.failure == trouble.NO_ROOM:
        code = trouble.NO_ROOM
    run.failed_at, run.failure = at, code
    run.save(update_fields=["failed_at", "failure"])


def note_trouble(run: ImportRun, reason: BaseException) -> None:
    """Keep why an attempt broke off, for the case that none goes well; the database may be away."""
    with suppress(Error):
        ImportRun.objects.filter(pk=run.pk).update(failure=trouble.code_of(reason))


def log(run: ImportRun, *, by: Actor | System, at: datetime) -> None:
    """Write the run's line into the audit log; what it changed stands in its plan."""
    audit.record(
        f"import.{run.state().value}",
        by=by,
        at=at,
        district_id=run.district_id,
        subject=run,
        detail={"counts": run.counts, "held": run.hold_reasons, "emails": run.emails_queued},
    )


def keep_found(work: Work) -> None:
    """Keep the problems of the rows, each with its sentence."""
    values = {
        **work.values,
        "codes": list(MESSAGES),
        "messages": [str(message) for message in MESSAGES.values()],
    }
    execute(SQL / "check" / "problems", values)


def report(run: ImportRun) -> Report:
    """Tell of a run that is over."""
    return Report(
        run=run.pk,
        state=run.state(),
        counts=counts(run),
        problems=tuple(_problems(run)),
        held=tuple(run.hold_reasons) if run.approved_at is None else (),
        emails_queued=run.emails_queued,
        emails_planned=run.emails_planned,
    )


def no_counts() -> Mapping[str, Tally]:
    """Return nothing, of every kind."""
    return {kind: Tally() for kind in kinds()}


def counts(run: ImportRun) -> Mapping[str, Tally]:
    """Return what the run did, or would do, to each kind of row."""
    return {kind: Tally(**run.counts.get(kind, {})) for kind in kinds()}


def _problems(run: ImportRun) -> Iterable[Problem]:
    """Yield the run's problems in the order of the package; a very bad file has an end, too."""
    found = ImportProblem.objects.filter(run=run)
    for row in found[:MOST_PROBLEMS]:
        yield Problem(row.file, row.line, row.column, row.code, row.message, row.detail)
    more = found.count() - MOST_PROBLEMS
    if more > 0:
        yield problem("more_problems", detail=more)
