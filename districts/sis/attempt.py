"""One attempt at a run, in one transaction: stage → check → plan → hold or go → apply."""

from dataclasses import dataclass, field
from datetime import datetime

from districts.actor import Actor, System
from districts.models import District, ImportRun
from districts.sis import claim, held, intake, journal, keeping, limits, plan, progress, verdict
from districts.sis.apply import apply
from districts.sis.brakes import Thresholds
from districts.sis.formats import Format
from districts.sis.intake import Intake
from districts.sis.package import Package
from districts.sis.problems import RefusedError, problem
from districts.sis.progress import Stage
from districts.sis.registry import format_of
from districts.sis.settled import ground_of
from districts.sis.verdict import Case
from districts.sis.work import Switches, Work, scope_of, switches_of

TOLD_BEFORE = "told_before"
"""How far deltas had told of changes before this one, for whoever undoes it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an attempt goes by.

    ``approve`` answers every hold of this very attempt; ``wait`` is how long another import of the
    district is waited for, as PostgreSQL writes it; ``patient``: a later attempt is sure to come.
    """

    by: Actor | System
    approve: bool = False
    thresholds: Thresholds | None = None
    wait: str = field(default_factory=lambda: claim.WAIT)
    patient: bool = False


def attempt(run: ImportRun, package: Package, terms: Terms, *, at: datetime) -> None:
    """Plan the run from its package and carry out what need not wait; the caller's transaction.

    Raises ``RefusedError`` for a package that cannot be taken, ``StalePlanError`` where the
    district's records moved between plan and application.
    """
    claim.hold(run, wait=terms.wait)
    if not claim.is_still_to_do(run):
        return
    held.forget(run)
    district = District.objects.get(pk=run.district_id)
    switches = switches_of(district)
    form = format_of(package)
    progress.tell(run, Stage.READING)
    ground = ground_of(run, switches)
    taken_in = intake.stage(package, form, families=switches.families, ground=ground)
    _refuse_older(run, taken_in)
    run.staged_at = at
    run.settings = {**switches.snapshot(), "files": dict(taken_in.rows)}
    work = _work(run, district, taken_in, switches, at=at)
    _plan(run, form, work, taken_in)
    thresholds = terms.thresholds or limits.thresholds_of(district, waive=run.waive)
    verdict.give(run, work, Case(taken_in, thresholds, terms.approve, terms.by))
    if run.applied_at is not None:
        progress.tell(run, Stage.APPLYING)
        apply(work)
        _remember(run, taken_in)
    run.refresh_from_db()
    if not run.dry_run:
        journal.log(run, by=terms.by, at=at)


def _refuse_older(run: ImportRun, taken_in: Intake) -> None:
    if taken_in.is_older_than(run.connection.newest_delta_at):
        raise RefusedError(problem("older_delta", detail=f"{taken_in.newest:%Y-%m-%d %H:%M}"))


def _work(
    run: ImportRun, district: District, taken_in: Intake, switches: Switches, *, at: datetime
) -> Work:
    return Work(
        run.district_id,
        run.connection_id,
        run.pk,
        at,
        taken_in.parts,
        switches,
        scope_of(run.connection),
        limits.quiet_until(district, at),
        changes_only=taken_in.newest is not None,
    )


def _plan(run: ImportRun, form: Format, work: Work, taken_in: Intake) -> None:
    progress.tell(run, Stage.CHECKING)
    intake.understand(form, work)
    journal.keep(run, [*taken_in.notes, *(keeping.notes_on(run.package) if run.package else ())])
    progress.tell(run, Stage.PLANNING)
    plan.make(work)
    journal.keep_found(work)


def _remember(run: ImportRun, taken_in: Intake) -> None:
    """Keep how far deltas have told of changes; an older one is refused from now on."""
    if taken_in.newest is not None:
        before = run.connection.newest_delta_at
        run.settings[TOLD_BEFORE] = before.isoformat() if before else None
        run.save(update_fields=["settings"])
        # A row from the future would have every later package refused.
        run.connection.newest_delta_at = min(taken_in.newest, run.received_at)
        run.connection.save(update_fields=["newest_delta_at"])
