"""One import from beginning to end, for whoever asks: a command, which waits, or a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from districts.actor import System
from districts.models import ImportRun, SisConnection
from districts.sis import claim, journal, keeping, trouble, undo
from districts.sis.apply import StalePlanError, refresh_statistics
from districts.sis.attempt import Terms, attempt
from districts.sis.brakes import Thresholds
from districts.sis.problems import RefusedError, problem
from districts.sis.receive import begun, take_in
from districts.sis.report import Report

REPLANS = 3
MANY = 1000  # changes after which statistics are worth a second


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for: this package, from this source, as a rehearsal or with approval."""

    path: Path
    connection: SisConnection
    dry_run: bool = False
    approve: bool = False
    thresholds: Thresholds | None = None


def import_package(order: Order, *, by: System, at: datetime) -> Report:
    """Import a package here and now and return what became of it; a refused one is a report, too.

    Reading, planning and applying are one transaction under the district's lock: a run that dies
    leaves its row and its package, and nothing else.
    """
    run = begun(order.connection, by=by, at=at, dry_run=order.dry_run)
    take_in(run, order.path, name=order.path.name, by=by)
    if run.refused_at is None:
        work_off(run, Terms(by, order.approve, order.thresholds), at=at)
    run.refresh_from_db()
    return journal.report(run)


def work_off(run: ImportRun, terms: Terms, *, at: datetime) -> None:
    """Do what there is to do for a run: plan it, carry out what was approved, or undo another.

    What breaks it is noted and raised: the run has failed then, and done nothing. A worker
    (``terms.patient``) leaves what may pass, like a restart of the database, to the next attempt.
    """
    try:
        if claim.claim(run, wait=terms.wait):
            _go(run, terms, at=at)
            _look_anew(run)
    except claim.BusyError as reason:
        if not terms.patient:
            journal.refuse(run, reason.problems, by=terms.by, at=at)
    except RefusedError as reason:
        journal.refuse(run, reason.problems, by=terms.by, at=at)
    except BaseException as reason:
        if not (terms.patient and trouble.may_pass(reason)):
            journal.fail(run, reason, at=at)
        else:
            journal.note_trouble(run, reason)
        raise


def _go(run: ImportRun, terms: Terms, *, at: datetime) -> None:
    """Plan and go on; where the world has moved in between, plan anew."""
    if run.undoes is not None:
        _replanning(run, lambda: undo.attempt(run, terms, at=at))
    elif run.package is not None:
        with keeping.reopened(run.package) as package:
            _replanning(run, lambda: attempt(run, package, terms, at=at))


def _replanning(run: ImportRun, go: Callable[[], None]) -> None:
    for attempts_left in reversed(range(REPLANS)):
        try:
            with transaction.atomic():
                go()
                return
        except StalePlanError:
            if not attempts_left:
                raise RefusedError(problem("moved")) from None
            run.refresh_from_db()


def _look_anew(run: ImportRun) -> None:
    """Refresh the statistics after many changes: the next plan would rest on empty tables."""
    if run.applied_at is None:
        return
    tallies = journal.counts(run).values()
    if sum(tally.created + tally.touched for tally in tallies) > MANY:
        refresh_statistics()
