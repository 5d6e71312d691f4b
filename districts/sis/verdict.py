"""What becomes of a plan: it goes, waits for a person, or goes but for some of its changes."""

from dataclasses import asdict, dataclass

from districts.actor import Actor, System, label_of
from districts.models import ImportRun
from districts.sis import brakes, held, plan, waiting
from districts.sis.brakes import PARTIAL, Reason, Thresholds
from districts.sis.digest import digest_of
from districts.sis.intake import Intake
from districts.sis.work import Work

# What a school's loss of addresses is called: they are not gone, but elsewhere.
MOVED_ADDRESSES = "moved_addresses"


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged beside the plan: the package, the thresholds, and who says yes in advance."""

    taken_in: Intake
    thresholds: Thresholds
    approve: bool
    by: Actor | System


def give(run: ImportRun, work: Work, case: Case) -> None:
    """Set the run's facts, mark the changes that wait, and write both down."""
    moved = run.approved_at is not None and not _still_that_plan(run, work)
    if moved:
        run.approved_at, run.approved_by = None, ""
    approved = case.approve or run.approved_at is not None
    reasons, anything = _reasons(run, work, case, approved=approved)
    if moved:
        reasons.append(Reason.MOVED)
    if case.approve and reasons:
        run.approved_at, run.approved_by = work.now, label_of(case.by)
    _set_facts(run, work, reasons, approved=approved, anything=anything)
    _note(run, work)
    if not run.dry_run:
        waiting.supersede(run, delta=case.taken_in.newest is not None)


def _still_that_plan(run: ImportRun, work: Work) -> bool:
    """Tell whether the plan made anew is the one that was approved."""
    bound = run.digest or (run.follows.digest if run.follows else "")
    return bound == digest_of(work, held_only=False)


def _reasons(
    run: ImportRun, work: Work, case: Case, *, approved: bool
) -> tuple[list[Reason], bool]:
    """Return why something waits, or would, and whether the plan does anything at all.

    Unless ``approved``, mark the changes it is about.
    """
    last = waiting.last_applied(run)
    signs = plan.signs(
        work,
        last=last,
        files_gone=case.taken_in.files_gone,
        changes_only=case.taken_in.newest is not None,
    )
    reasons = list(brakes.reasons_to_hold(signs, case.thresholds))
    if case.taken_in.newest is not None and waiting.unsaid(run).exists():
        reasons.append(Reason.EARLIER_WAITS)
    losses = plan.losses(work)
    too_large = brakes.braked(losses, case.thresholds)
    braked = {loss.school for loss in too_large}
    kinds = {loss.kind for loss in too_large}
    if held.proposals(work) or MOVED_ADDRESSES in kinds:
        reasons.append(Reason.EMAIL_CHANGES)
    if kinds - {MOVED_ADDRESSES}:
        reasons.append(Reason.REMOVALS)
    if losses and work.quiet_until is not None:
        reasons.append(Reason.QUIET_DAY)
        braked = {loss.school for loss in losses}
    if approved:
        held.release(work)
    elif braked:
        plan.hold_removals(work, braked)
    return reasons, signs.anything


def _set_facts(
    run: ImportRun, work: Work, reasons: list[Reason], *, approved: bool, anything: bool
) -> None:
    run.planned_at = work.now
    run.hold_reasons = [reason.value for reason in reasons]
    run.held_at = None
    if run.dry_run:
        return
    whole = any(reason not in PARTIAL for reason in reasons)
    # With a yes, and nothing to carry out, it is over: no worker has anything left to do.
    if whole and (anything or not approved):
        run.held_at = work.now
    if anything and (approved or not whole):
        run.applied_at = work.now
        run.removals_held = bool(reasons) and not approved
    run.digest = ""
    if run.removals_held or (whole and not approved):
        run.digest = digest_of(work, held_only=run.removals_held)


def _note(run: ImportRun, work: Work) -> None:
    tallies = plan.tallies(work, with_held=not run.removals_held)
    run.failure = ""
    run.counts = {kind: asdict(tally) for kind, tally in tallies.items()}
    run.save(
        update_fields=[
            *("staged_at", "planned_at", "held_at", "hold_reasons", "approved_at", "approved_by"),
            *("applied_at", "removals_held", "counts", "settings", "digest", "failure"),
        ]
    )
