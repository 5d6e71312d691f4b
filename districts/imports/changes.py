"""Finding changes in the plan of a run, which may have a million of them.

Pages go on from a row, by the columns of the plan's own key; what is told in numbers was counted
when the plan was made. Words are looked for in what the package calls a row, in the names the plan
itself has, and among the people of the district by name.
"""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Func, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT

from districts.actor import Actor
from districts.imports.words import ACTIONS
from districts.letter import KINDS
from districts.models import (
    Enrolment,
    ImportRun,
    PlannedChange,
    SchoolMembership,
    StaffMember,
    Student,
)
from districts.sis.step import steps
from spacesedu.lib.db import fold

# Kind by kind as a letter has them, and in each by the plan's own key.
GROUPS = ("kind", tuple(KINDS))
ORDER = ("subject_id",)
WAITS = "waits"
MOST_WORDS = 4
MOST_PEOPLE = 200
"""More people of one name than anybody looks through."""
# What the plan itself calls a row. In one piece: asked one by one they took twice as long.
_SAID = Func(
    Value(" "),
    "key",
    *(KT(f"after__{name}") for name in ("first_name", "last_name", "name", "email")),
    function="CONCAT_WS",
    output_field=TextField(),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; what is empty narrows nothing."""

    search: str = ""
    kind: str = ""
    what: str = ""
    school: uuid.UUID | None = None
    waiting: bool = False

    @property
    def words(self) -> list[str]:
        """Return what to look for."""
        return self.search.split()[:MOST_WORDS]


def changes_of(run: ImportRun) -> QuerySet[PlannedChange]:
    """Return what of a run's plan people read, in no order."""
    rows = PlannedChange.objects.filter(district_id=run.district_id, run=run)
    return rows.filter(kind__in=KINDS)


def wanted_changes(actor: Actor, run: ImportRun, wanted: Wanted) -> QuerySet[PlannedChange]:
    """Return the changes that are asked for."""
    found = changes_of(run)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.what:
        found = found.filter(action__in=ACTIONS[wanted.what])
    if wanted.school:
        found = found.filter(school_id=wanted.school)
    if wanted.waiting:
        found = found.filter(held=True)
    if wanted.words:
        found = found.annotate(said=_SAID)
    for word in wanted.words:
        people = Q(subject_id__in=_rows_of_people(actor, word))
        found = found.filter(Q(said__icontains=word) | people)
    return found


def numbers_of(run: ImportRun) -> Mapping[str, Counter[str]]:
    """Return kind → how many rows for each ``What``; those of them that wait are ``waits``, too.

    What an applied run has left waiting is not in its counts, and in its list all the same.
    """
    found = {
        kind: Counter({what: counts.get(what, 0) for what in ACTIONS})
        for kind, counts in run.counts.items()
    }
    if run.applied_at is None:
        return found
    held = changes_of(run).filter(held=True).order_by().values("kind", "action")
    for kind, action, number in held.annotate(rows=Count("id")).values_list(
        "kind", "action", "rows"
    ):
        counted = found.setdefault(kind, Counter())
        counted[next(what for what, actions in ACTIONS.items() if action in actions)] += number
        counted[WAITS] += number
    return found


def _rows_of_people(actor: Actor, word: str) -> list[uuid.UUID]:
    """Return the rows that are people of this name, or about them."""
    name = fold(word)
    students = list(
        Student.objects.visible_to(actor)
        .filter(search_text__contains=name)
        .order_by("sort_name", "id")
        .values_list("pk", flat=True)[:MOST_PEOPLE]
    )
    staff = list(
        StaffMember.objects.visible_to(actor)
        .filter(sort_name__contains=name)
        .order_by("sort_name", "id")
        .values_list("pk", flat=True)[:MOST_PEOPLE]
    )
    here = {"district_id": actor.here}
    about = Enrolment.objects.filter(Q(student__in=students) | Q(staff__in=staff), **here)
    places = SchoolMembership.objects.filter(student__in=students, **here)
    return [
        *students,
        *staff,
        *about.values_list("pk", flat=True),
        *places.values_list("pk", flat=True),
        *(row for step in steps() for row in step.about(actor.here, students)),
    ]
