"""The plan: every difference between package and district as a row, and the plan in numbers."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from districts.models import ChangeAction, ImportRun
from districts.sis.brakes import Lookalikes, Loss, Signs, Tally
from districts.sis.statements import SQL, execute, rows
from districts.sis.step import kinds, steps
from districts.sis.work import Work

MEASURE = SQL / "measure"

COUNTED_AS = {
    ChangeAction.CREATE: "created",
    ChangeAction.CHANGE: "changed",
    ChangeAction.REVIVE: "changed",
    ChangeAction.END: "ended",
}
NOWHERE = uuid.UUID(int=0)
OF_A_SORT = "/"


def make(work: Work) -> None:
    """Write the run's planned changes, of all steps."""
    for step in steps():
        for name in step.plan:
            execute(step.folder / "plan" / name, step.values_for(work))


def tallies(work: Work, *, with_held: bool) -> dict[str, Tally]:
    """Return what would become of each kind of row; held removals count as ended or not at all."""
    numbers: dict[str, dict[str, int]] = {kind: defaultdict(int) for kind in kinds()}
    for kind, action, going, held in changes(work):
        name = COUNTED_AS[ChangeAction(str(action))]
        numbers[str(kind)][name] += cast("int", going) + (cast("int", held) if with_held else 0)
    for kind, unchanged in rows(MEASURE / "unchanged", work.values):
        numbers[str(kind)]["unchanged"] += cast("int", unchanged)
    return {kind: Tally(**counted) for kind, counted in numbers.items()}


def changes(work: Work) -> list[tuple[object, ...]]:
    """Return the plan in numbers: kind, action, how many that go, how many that wait.

    Without the kinds that nobody counts.
    """
    counted = kinds()
    return [row for row in rows(MEASURE / "changes", work.values) if row[0] in counted]


def signs(work: Work, *, last: ImportRun | None, files_gone: bool, changes_only: bool) -> Signs:
    """Return what the brakes judge the whole run by; ``last`` is the last run that was applied.

    ``changes_only``: the package tells of nothing but changes, so that the rows it names say
    nothing of how many there are.
    """
    [(unnamed, emptied, *lookalikes, email_matches)] = rows(MEASURE / "signs", work.values)
    new_students, missing_students, new_staff, missing_staff = cast("list[int]", lookalikes)
    return Signs(
        first_run=last is None,
        auto_create_new=work.switches.invites_anew(last.settings if last else {}),
        files_gone=files_gone,
        schools_gone=bool(unnamed),
        emptied=cast("int", emptied),
        email_matches=cast("int", email_matches),
        marks=bool({kind for kind, *_ in rows(MEASURE / "changes", work.values)} - {*kinds()}),
        lookalikes=(
            Lookalikes(new_students, missing_students),
            Lookalikes(new_staff, missing_staff),
        ),
        tallies=tallies(work, with_held=True),
        standing=_in_all(work) if changes_only else {},
    )


def losses(work: Work) -> list[Loss[uuid.UUID]]:
    """Return how many rows each school would lose, beside how many it has.

    Kinds that are of several sorts are told apart: a school's few teachers do not vanish among its
    students.
    """
    uncounted = {kind for step in steps() for kind in step.uncounted}
    ended = [row for row in rows(MEASURE / "losses", work.values) if row[0] not in uncounted]
    if not ended:
        return []
    standing = _population(work)
    return [
        Loss(
            str(kind),
            cast("uuid.UUID", school or NOWHERE),
            standing.get((str(kind), cast("uuid.UUID", school or NOWHERE)), 0),
            cast("int", number),
        )
        for kind, school, number in ended
    ]


def hold_removals(work: Work, schools: Iterable[uuid.UUID]) -> None:
    """Let the removals in ``schools`` wait."""
    values = {**work.values, "nowhere": NOWHERE, "schools": list(schools)}
    execute(MEASURE / "hold", values)


def _in_all(work: Work) -> dict[str, int]:
    """Return how many rows of each kind stand in the district."""
    numbers: dict[str, int] = defaultdict(int)
    for (kind, _school), count in _population(work).items():
        numbers[kind.partition(OF_A_SORT)[0]] += count
    return dict(numbers)


def _population(work: Work) -> dict[tuple[str, uuid.UUID], int]:
    """Return how many rows of each kind stand in each school before the run."""
    return {
        (str(kind), cast("uuid.UUID", school or NOWHERE)): cast("int", count)
        for step in steps()
        for name in step.population
        for kind, school, count in rows(step.folder / "measure" / name, step.values_for(work))
    }
