"""What an app contributes to an import: one value, named in ``settings.SIS_IMPORT_STEPS``.

``settings`` lists modules, lower apps first; each has a ``STEP``. Its statements read what came in
(``incoming_…``, ``identity``), write their differences to ``PlannedChange``, and later carry out
what stands there. The pipeline knows no app but its own.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from districts.models import PlannedChange
from districts.sis.statements import Values
from districts.sis.work import Work


def _nothing(_work: Work) -> None:
    pass


def _no_values(_work: Work) -> Values:
    return {}


def _nobody(_district: uuid.UUID, _students: Collection[uuid.UUID]) -> Iterable[uuid.UUID]:
    return ()


def _none(_changes: QuerySet[PlannedChange]) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Step:
    """The statements of one app, in ``folder``/plan, measure and apply.

    ``tables``: kind of row → the table it lives in; ``uncounted`` are those of which nobody is
    told how many. ``settles``: parts of a package of which the statements in ``folder``/settled
    find the rows that say what stands already. ``locks`` and ``apply`` run in the transaction that
    changes things; ``after`` too, once all steps have been applied.

    For an undo: ``endings``: kind → the columns that end a row an import made, and what they are
    set to (``now`` stands for the time, ``run`` for the run that undoes); kinds without one stay.
    ``guards``: kind → the condition under which such a row, as ``subject``, may still be ended or
    given back. ``passing``: kind → the columns that change without anybody's doing, like the hour a
    mail left: they do not keep a row from being taken back. ``undo`` are statements for what the
    plan's own columns do not say; ``hush`` those that keep its mail from leaving until then.

    For whoever looks for somebody in a plan: ``about`` returns the rows that are about these
    students of a district, as far as they are no people of the roster themselves. ``unseeing``
    counts the adults who would no longer see a student's portfolios if these changes were made.
    """

    folder: Path = Path()
    tables: Mapping[str, str] = field(default_factory=dict)
    uncounted: frozenset[str] = frozenset()
    plan: tuple[str, ...] = ()
    settles: frozenset[str] = frozenset()
    population: tuple[str, ...] = ()
    locks: tuple[str, ...] = ()
    apply: tuple[str, ...] = ()
    values: Callable[[Work], Values] = _no_values
    after: Callable[[Work], None] = _nothing
    endings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    guards: Mapping[str, str] = field(default_factory=dict)
    passing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    undo: tuple[str, ...] = ()
    hush: tuple[str, ...] = ()
    about: Callable[[uuid.UUID, Collection[uuid.UUID]], Iterable[uuid.UUID]] = _nobody
    unseeing: Callable[[QuerySet[PlannedChange]], int] = _none

    def values_for(self, work: Work) -> Values:
        """Return everything the step's statements may use."""
        return {**work.values, **self.values(work)}


@cache
def steps() -> tuple[Step, ...]:
    """Return the installed steps, in order."""
    found = [import_module(name).STEP for name in settings.SIS_IMPORT_STEPS]
    assert all(isinstance(step, Step) for step in found)
    return tuple(found)


def kinds() -> tuple[str, ...]:
    """Return the kinds of rows an import counts, in order."""
    return tuple(kind for step in steps() for kind in step.tables if kind not in step.uncounted)
