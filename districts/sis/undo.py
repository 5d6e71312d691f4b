"""Taking an import back: a run whose plan is the inverse of another's."""

import json
from dataclasses import asdict
from datetime import datetime

from psycopg import sql

from districts.models import ChangeAction, District, ImportRun
from districts.sis import claim, held, journal, progress
from districts.sis.apply import apply
from districts.sis.attempt import TOLD_BEFORE, Terms
from districts.sis.brakes import Tally
from districts.sis.plan import changes
from districts.sis.problems import MESSAGES, RefusedError, problem
from districts.sis.progress import Stage
from districts.sis.statements import SQL, execute
from districts.sis.step import Step, kinds, steps
from districts.sis.work import Work, switches_of

UNDO = SQL / "undo"


def latest(district: District) -> ImportRun | None:
    """Return the district's latest import that was applied and not undone: the one to be undone.

    Older ones first need those after them undone: what they left has been built upon.
    """
    return (
        ImportRun.objects.filter(
            district=district, applied_at__isnull=False, undone_at=None, undoes=None
        )
        .order_by("-applied_at", "-id")
        .first()
    )


def hush(undone: ImportRun, *, until: datetime) -> None:
    """Keep the mail of a run that is to be undone from leaving before ``until``.

    What the undo ends is never sent; if the undo comes to nothing, the mail is late.
    """
    values = {"district": undone.district_id, "undone": undone.pk, "later": until}
    for step in steps():
        for name in step.hush:
            execute(step.folder / "undo" / name, values)


def attempt(run: ImportRun, terms: Terms, *, at: datetime) -> None:
    """Plan and apply the inverse of the run that ``run`` undoes; the caller's transaction.

    Rows that somebody has changed since are left and listed among the run's problems. Nothing is
    deleted and no mail is sent.
    """
    claim.hold(run, wait=terms.wait)
    if not claim.is_still_to_do(run):
        return
    execute(UNDO / "begin", {})
    undone = ImportRun.objects.select_for_update(of=("self",)).get(undoings=run)
    if latest(run.district) != undone:
        raise RefusedError(problem("not_latest"))
    held.forget(run)
    progress.tell(run, Stage.PLANNING)
    work = Work(
        run.district_id, run.connection_id, run.pk, at, frozenset(), switches_of(run.district)
    )
    for step in steps():
        _turn(step, work, undone)
    run.counts = _counts(work)
    run.settings = work.switches.snapshot()
    run.planned_at = run.applied_at = at
    run.save(update_fields=["counts", "settings", "planned_at", "applied_at"])
    progress.tell(run, Stage.APPLYING)
    apply(work)
    for step in steps():
        for name in step.undo:
            execute(step.folder / "undo" / name, {**work.values, "undone": undone.pk})
    _tell_less(undone)
    undone.undone_at, undone.undone_by = at, run.asked_by
    undone.save(update_fields=["undone_at", "undone_by"])
    journal.log(run, by=terms.by, at=at)


def _tell_less(undone: ImportRun) -> None:
    """Let deltas count again from where they were before the one that is undone."""
    if TOLD_BEFORE in undone.settings:
        before = undone.settings[TOLD_BEFORE]
        undone.connection.newest_delta_at = datetime.fromisoformat(before) if before else None
        undone.connection.save(update_fields=["newest_delta_at"])


def _turn(step: Step, work: Work, undone: ImportRun) -> None:
    for kind, table in step.tables.items():
        values = {
            **work.values,
            "undone": undone.pk,
            "kind": kind,
            "ending": _ending(step, kind, work),
            "passing": sorted(step.passing.get(kind, ())),
            "sentence": str(MESSAGES["changed_since"]),
        }
        guard = sql.SQL(step.guards.get(kind, "true"))
        execute(UNDO / "turned", values, table=sql.Identifier(table), guard=guard)


def _ending(step: Step, kind: str, work: Work) -> str | None:
    """Return the values that end a row of a kind, as JSON; None for kinds that stay."""
    if kind not in step.endings:
        return None
    words = {"now": work.now.isoformat(), "run": str(work.run_id)}
    ending = {column: words.get(value, value) for column, value in step.endings[kind].items()}
    return json.dumps(ending)


def _counts(work: Work) -> dict[str, dict[str, int]]:
    counts = {kind: asdict(Tally()) for kind in kinds()}
    for kind, action, going, _held in changes(work):
        name = "ended" if action == ChangeAction.END else "changed"
        counts[str(kind)][name] += int(str(going))
    return counts
