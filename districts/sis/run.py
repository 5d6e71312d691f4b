"""One import from beginning to end: stage → check → plan → hold or go → apply → tell."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import OperationalError, transaction
from django.db import connection as database
from psycopg.errors import LockNotAvailable

from districts import audit
from districts.actor import System
from districts.models import District, ImportRun, SisConnection
from districts.sis import brakes, intake, journal, plan
from districts.sis.apply import StalePlanError, apply, refresh_statistics
from districts.sis.brakes import Reason, Tally, Thresholds
from districts.sis.package import Package, opened
from districts.sis.problems import RefusedError, problem
from districts.sis.registry import KNOWN_NAMES, format_of
from districts.sis.report import Report
from districts.sis.work import Switches, Work, switches_of
from spacesedu.lib.db import lock

ATTEMPTS = 3
WAIT = "10min"
MANY = 1000  # changes after which statistics are worth a second


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for: this package, from this source, as a rehearsal or with approval."""

    path: Path
    connection: SisConnection
    dry_run: bool = False
    approve: bool = False
    thresholds: Thresholds = field(default_factory=Thresholds)


def import_package(order: Order, *, by: System, at: datetime) -> Report:
    """Import a package and return what became of it; a refused one is a report, too.

    Reading, planning and applying are one transaction under the district's lock: a run that dies
    leaves its row, and nothing else.
    """
    district = order.connection.district
    run = ImportRun.objects.create(
        district=district,
        connection=order.connection,
        dry_run=order.dry_run,
        received_at=at,
        received_by=by.label,
    )
    try:
        with opened(order.path, KNOWN_NAMES) as package:
            _attempts(order, package, run, by=by, at=at)
    except RefusedError as refusal:
        run.refused_at = at
        run.save(update_fields=["refused_at"])
        journal.keep(run, refusal.problems)
        _audit(run, by=by, at=at)
    except BaseException as reason:
        run.failed_at, run.failure = at, type(reason).__name__
        run.save(update_fields=["failed_at", "failure"])
        raise
    report = journal.report(run)
    if run.applied_at is not None and _changes(report.counts) > MANY:
        refresh_statistics()
    return report


def _changes(counts: Mapping[str, Tally]) -> int:
    return sum(tally.created + tally.touched for tally in counts.values())


def _attempts(order: Order, package: Package, run: ImportRun, *, by: System, at: datetime) -> None:
    """Plan and go on; where the world has moved in between, plan anew."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                _attempt(order, package, run, by=by, at=at)
                return
        except StalePlanError:
            if attempt == ATTEMPTS:
                raise RefusedError(problem("moved")) from None
            run.refresh_from_db()


def _attempt(order: Order, package: Package, run: ImportRun, *, by: System, at: datetime) -> None:
    _lock(run.district)
    switches = switches_of(District.objects.get(pk=run.district_id))
    form = format_of(package)
    taken_in = intake.stage(package, form, families=switches.families)
    run.staged_at = at
    work = Work(run.district_id, run.connection_id, run.pk, at, taken_in.parts, switches)
    intake.understand(form, work)
    journal.keep(run, taken_in.notes)
    journal.keep_found(work)
    plan.make(work)
    _decide(order, run, work, files_gone=taken_in.files_gone)
    if order.approve and run.hold_reasons:
        run.approved_at, run.approved_by = at, by.label
    _note_plan(run, work, switches)
    if run.applied_at is not None:
        apply(work)
    run.refresh_from_db()
    if not run.dry_run:
        _audit(run, by=by, at=at)


def _lock(district: District) -> None:
    """Wait for another import of the district to end: two never overlap."""
    with database.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{WAIT}'")
    try:
        lock(f"sis:{district.pk}")
    except OperationalError as reason:
        if not isinstance(reason.__cause__, LockNotAvailable):
            raise
        raise RefusedError(problem("busy")) from None


def _decide(order: Order, run: ImportRun, work: Work, *, files_gone: bool) -> None:
    """Hold or go: set the run's facts, and mark the removals that wait."""
    last = (
        ImportRun.objects.filter(connection=run.connection_id, applied_at__isnull=False)
        .order_by("-applied_at")
        .first()
    )
    signs = plan.signs(work, last=last, files_gone=files_gone)
    reasons = list(brakes.reasons_to_hold(signs, order.thresholds))
    losses = brakes.braked(plan.losses(work), order.thresholds)
    if losses:
        reasons.append(Reason.REMOVALS)
        if not order.approve:
            plan.hold_removals(work, {loss.school for loss in losses})
    whole = [reason for reason in reasons if reason is not Reason.REMOVALS]
    anything = any(tally.anything for tally in signs.tallies.values())
    run.planned_at = work.now
    run.hold_reasons = [reason.value for reason in reasons]
    if run.dry_run:
        return
    if whole:
        run.held_at = work.now
    if anything and (order.approve or not whole):
        run.applied_at = work.now
        run.removals_held = bool(losses) and not order.approve


def _note_plan(run: ImportRun, work: Work, switches: Switches) -> None:
    tallies = plan.tallies(work, with_held=not run.removals_held)
    run.counts = _as_json(tallies)
    run.settings = switches.snapshot()
    run.save(
        update_fields=[
            *("staged_at", "planned_at", "held_at", "hold_reasons", "approved_at", "approved_by"),
            *("applied_at", "removals_held", "counts", "settings"),
        ]
    )


def _as_json(tallies: Mapping[str, Tally]) -> dict[str, dict[str, int]]:
    return {kind: asdict(tally) for kind, tally in tallies.items()}


def _audit(run: ImportRun, *, by: System, at: datetime) -> None:
    audit.record(
        f"import.{run.state().value}",
        by=by,
        at=at,
        district_id=run.district_id,
        subject=run,
        detail={"counts": run.counts, "held": run.hold_reasons, "emails": run.emails_queued},
    )
