"""What of a run waits for a person, in numbers and in words: so that a yes is one to something."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from districts.imports.notices import PEOPLE, Words, invited, switched_off, unseeing
from districts.imports.words import ACTIONS
from districts.letter import KINDS
from districts.models import ChangeAction, ImportRun, PlannedChange, RunState, School
from districts.sis.step import steps
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
_SIGNING_IN = ("students", "staff", "contacts")


def held_rows(run: ImportRun) -> Tallies:
    """Return what an applied run has left waiting; nothing for any other."""
    return _tallied(_held(run)) if run.state() is RunState.REMOVALS_HELD else {}


def discarded_rows(run: ImportRun) -> int:
    """Return how many rows of an applied run somebody has discarded when they waited."""
    return _held(run).count() if run.applied_at and run.discarded_by else 0


def losses_by_school(run: ImportRun) -> list[tuple[str, str]]:
    """Return the schools where removals wait, the hardest hit first, and what each would lose.

    Nothing where ``consequences`` name the one school in which people would.
    """
    if run.applied_at is None and not ends_something(run, {}):
        return []
    found = _endings_by_school(run)
    found.pop(None, None)
    if len(found) == 1 and any(PEOPLE.keys() & ended.keys() for ended in found.values()):
        return []
    worst = sorted(found, key=lambda one: sum(found[one].values()), reverse=True)[:MOST_SCHOOLS]
    names = _names(worst)
    return [(names[school], _listed(found[school], PEOPLE)) for school in worst]


def consequences(run: ImportRun, held: Tallies) -> list[str]:
    """Return what a yes would do, one sentence for each thing a person should weigh.

    People come first, and what they would notice; the rows behind that come last. ``held`` is what
    an applied run has left waiting; of any other run all of its plan waits.
    """
    return [*noticed(run, held), *rows_behind(run, held)]


def noticed(run: ImportRun, held: Tallies) -> list[str]:
    """Return what people would notice, the gravest first."""
    emails = emails_waiting(run, held)
    plan = _waiting(run)
    blind = sum(step.unseeing(plan) for step in steps())
    lost = [*_endings(run, held or run.counts), *_sentence(blind, unseeing)]
    return [*lost, *_switched_off(plan), *_sentence(emails, invited)]


def rows_behind(run: ImportRun, held: Tallies) -> list[str]:
    """Return which rows would end besides people, and which of all kinds would come or change."""
    tallies: Tallies = held or run.counts
    ended = {kind: _number(tallies, kind, "ended") for kind in KINDS if kind not in PEOPLE}
    others = {kind: _number(tallies, kind, "created", "changed") for kind in KINDS}
    told = [
        (ended, _("Rows that would end: %(what)s.")),
        (others, _("Added or changed: %(what)s.")),
    ]
    return [words % {"what": _listed(counts)} for counts, words in told if any(counts.values())]


def ends_something(run: ImportRun, held: Tallies) -> bool:
    """Tell whether a yes would take something from anybody."""
    return any(counts.get("ended", 0) for counts in (held or run.counts).values())


def emails_waiting(run: ImportRun, held: Tallies) -> int:
    """Return how many people a yes would write to."""
    return _number(held, "invitations", "created", "changed") if held else run.emails_planned


def _endings(run: ImportRun, tallies: Tallies) -> list[str]:
    """Return who would lose something, and where, if that is one school alone."""
    numbers = {kind: _number(tallies, kind, "ended") for kind in PEOPLE}
    found = _endings_by_school(run) if any(numbers.values()) else {}
    names = _names(found)
    said = []
    for kind, words in PEOPLE.items():
        for sentence in _sentence(numbers[kind], words):
            where = [names.get(school, "") for school, ended in found.items() if ended.get(kind)]
            alone = where[0] if len(where) == 1 else ""
            told = {"school": alone, "sentence": sentence}
            said.append(_("%(school)s: %(sentence)s") % told if alone else sentence)
    return said


def _endings_by_school(run: ImportRun) -> dict[uuid.UUID | None, dict[str, int]]:
    """Return school → kind → how many rows would end; what is at no school is under None."""
    found: dict[uuid.UUID | None, dict[str, int]] = defaultdict(dict)
    ends = _waiting(run).filter(action=ChangeAction.END).values("school_id", "kind")
    counted = ends.annotate(number=Count("id"))
    for school, kind, number in counted.values_list("school_id", "kind", "number"):
        found[school][kind] = number
    return found


def _names(schools: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, str]:
    return {
        school.pk: str(school) for school in School.objects.filter(pk__in=filter(None, schools))
    }


def _switched_off(plan: QuerySet[PlannedChange]) -> list[str]:
    """Return how many people are known, and would not come in any more."""
    changed = plan.filter(kind__in=_SIGNING_IN, action=ChangeAction.CHANGE)
    off = changed.filter(after__has_key="disabled_since", before__disabled_since=None)
    return _sentence(off.exclude(after__disabled_since=None).count(), switched_off)


def _sentence(number: int, words: Words) -> list[str]:
    """Return a sentence with its number; of nobody nothing is said."""
    return [words(number) % {"number": grouped(number)}] if number else []


def _plan(run: ImportRun) -> QuerySet[PlannedChange]:
    rows = PlannedChange.objects.filter(district_id=run.district_id, run=run, kind__in=KINDS)
    return rows.order_by()


def _waiting(run: ImportRun) -> QuerySet[PlannedChange]:
    """Return what a yes would carry out, or the real thing after a rehearsal."""
    whole = run.state() in {RunState.HELD, RunState.PLANNED}
    return _plan(run) if whole else _held(run)


def _held(run: ImportRun) -> QuerySet[PlannedChange]:
    return _plan(run).filter(held=True)


def _tallied(rows: QuerySet[PlannedChange]) -> Tallies:
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    counted = rows.values("kind", "action").annotate(number=Count("id"))
    for kind, action, number in counted.values_list("kind", "action", "number"):
        found[kind][_WHAT[ChangeAction(action)]] += number
    return found


def _listed(counts: Mapping[str, int], first: Iterable[str] = ()) -> str:
    """Return kinds and numbers, some kinds before the others."""
    # A number stays with its word, and the dot with what it follows.
    return "\u00a0· ".join(
        f"{KINDS[kind]}\u00a0{grouped(counts[kind])}"
        for kind in dict.fromkeys((*first, *KINDS))
        if counts.get(kind)
    )


def _number(tallies: Tallies, kind: str, *what: str) -> int:
    counts = tallies.get(kind, {})
    return sum(counts.get(one, 0) for one in what)
