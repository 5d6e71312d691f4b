"""What of a run waits for a person, in numbers and in words: so that a yes is one to something."""

import uuid
from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.imports.words import ACTIONS
from districts.letter import KINDS
from districts.models import ChangeAction, ImportRun, PlannedChange, RunState, School
from spacesedu.lib.numbers import grouped

# kind → what becomes of it → how many rows
type Tallies = Mapping[str, Mapping[str, int]]

ANSWERABLE = frozenset({RunState.HELD, RunState.REMOVALS_HELD})
WAITING = (
    Q(undone_at=None, failed_at=None, refused_at=None)
    & Q(discarded_at=None, dry_run=False)
    & (
        Q(applied_at__isnull=False, removals_held=True)
        | Q(held_at__isnull=False, applied_at=None, approved_at=None)
    )
)
"""Runs that somebody has to answer, as a condition; ``ANSWERABLE`` are their states."""

MOST_SCHOOLS = 12
_WHAT = {action: what for what, actions in ACTIONS.items() for action in actions}


def held_rows(run: ImportRun) -> Tallies:
    """Return what an applied run has left waiting; nothing for any other."""
    return _tallied(_held(run)) if run.state() is RunState.REMOVALS_HELD else {}


def discarded_rows(run: ImportRun) -> int:
    """Return how many rows of an applied run somebody has discarded when they waited."""
    return _held(run).count() if run.applied_at and run.discarded_by else 0


def losses_by_school(run: ImportRun) -> list[tuple[str, str]]:
    """Return the schools where removals wait, the hardest hit first, and what each would lose."""
    as_a_whole = run.state() is RunState.HELD
    if as_a_whole and not ends_something(run, {}):
        return []
    plan = _plan(run) if as_a_whole else _held(run)
    ends = plan.filter(action=ChangeAction.END, school_id__isnull=False)
    found: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    counted = ends.values("school_id", "kind").annotate(number=Count("id"))
    for school_id, kind, number in counted.values_list("school_id", "kind", "number"):
        found[school_id][kind] = number
    worst = sorted(found, key=lambda one: sum(found[one].values()), reverse=True)[:MOST_SCHOOLS]
    names = {school.pk: str(school) for school in School.objects.filter(pk__in=worst)}
    return [(names[school_id], _listed(found[school_id])) for school_id in worst]


def consequences(run: ImportRun, held: Tallies) -> list[str]:
    """Return what a yes would do, one sentence for each thing a person should weigh.

    ``held`` is what an applied run has left waiting; of any other run all of its plan waits.
    """
    tallies: Tallies = held or run.counts
    emails = emails_waiting(run, held)
    told = [
        (emails, _invited(emails)),
        *((number, words) for number, words in _endings(tallies)),
    ]
    said = [words for number, words in told if number]
    rest = {kind: _number(tallies, kind, "created", "changed") for kind in KINDS}
    if any(rest.values()):
        said.append(_("Added or changed: %(what)s.") % {"what": _listed(rest)})
    return said


def ends_something(run: ImportRun, held: Tallies) -> bool:
    """Tell whether a yes would take something from anybody."""
    return any(counts.get("ended", 0) for counts in (held or run.counts).values())


def emails_waiting(run: ImportRun, held: Tallies) -> int:
    """Return how many people a yes would write to."""
    return _number(held, "invitations", "created", "changed") if held else run.emails_planned


def _invited(emails: int) -> str:
    words = ngettext(
        "%(number)s person would be invited by e-mail.",
        "%(number)s people would be invited by e-mail.",
        emails,
    )
    return words % {"number": grouped(emails)}


def _endings(tallies: Tallies) -> list[tuple[int, str]]:
    """Return who would lose something, the gravest first."""
    numbers = {kind: _number(tallies, kind, "ended") for kind in KINDS}
    families, students, staff = numbers["associations"], numbers["students"], numbers["staff"]
    invitations, classes = numbers["invitations"], numbers["classes"]
    others = sum(numbers.values()) - sum((families, students, staff, invitations, classes))
    told = [
        (
            families,
            ngettext(
                "%(number)s connection of an adult with a student would end, and with it access.",
                "%(number)s connections of adults with students would end, and with them access.",
                families,
            ),
        ),
        (
            invitations,
            ngettext(
                "%(number)s invitation would end before it is answered.",
                "%(number)s invitations would end before they are answered.",
                invitations,
            ),
        ),
        (
            students,
            ngettext(
                "%(number)s student would become inactive. The work is kept.",
                "%(number)s students would become inactive. Their work is kept.",
                students,
            ),
        ),
        (
            staff,
            ngettext(
                "%(number)s member of staff would lose access.",
                "%(number)s members of staff would lose access.",
                staff,
            ),
        ),
        (
            classes,
            ngettext("%(number)s class would end.", "%(number)s classes would end.", classes),
        ),
        (
            others,
            ngettext(
                "%(number)s other row would end, like a place in a class.",
                "%(number)s other rows would end, like places in classes.",
                others,
            ),
        ),
    ]
    return [(number, text % {"number": grouped(number)}) for number, text in told]


def _plan(run: ImportRun) -> QuerySet[PlannedChange]:
    rows = PlannedChange.objects.filter(district_id=run.district_id, run=run, kind__in=KINDS)
    return rows.order_by()


def _held(run: ImportRun) -> QuerySet[PlannedChange]:
    return _plan(run).filter(held=True)


def _tallied(rows: QuerySet[PlannedChange]) -> Tallies:
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    counted = rows.values("kind", "action").annotate(number=Count("id"))
    for kind, action, number in counted.values_list("kind", "action", "number"):
        found[kind][_WHAT[ChangeAction(action)]] += number
    return found


def _listed(counts: Mapping[str, int]) -> str:
    return " · ".join(
        f"{label} {grouped(counts[kind])}" for kind, label in KINDS.items() if counts.get(kind)
    )


def _number(tallies: Tallies, kind: str, *what: str) -> int:
    counts = tallies.get(kind, {})
    return sum(counts.get(one, 0) for one in what)
