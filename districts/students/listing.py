"""Finding students: by any part of their names or number, by school, grade and state.

Every condition leaves the rows in one order, that of ``student_by_name``, so a page can go on from
any row; and no condition counts. A word is looked up in ``search_text``, which holds every name a
student has and the number, folded.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, TextField, Value
from django.db.models.functions import Concat

from districts.actor import Actor
from districts.models import SchoolMembership, SignInCard, Student
from districts.models.student import StudentQuerySet
from districts.students.state import ROWS_IN, StudentState
from spacesedu.lib.db import fold

ORDER = ("sort_name", "id")
# The same order, spelt so that no index serves it. Looking for "tremblay" in the order of names
# means walking from A to T past everybody else (120 ms at 100,000 students); this way the few are
# found by their trigrams first and sorted then (10 ms).
ORDER_OF_FOUND = ("found_name", "id")
TRIGRAM = 3
MOST_WORDS = 6
"""More words than a name has only make the database work."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; ``state`` None means whatever the state."""

    search: str = ""
    school: uuid.UUID | None = None
    grade: str = ""
    state: StudentState | None = StudentState.ACTIVE

    @property
    def words(self) -> list[str]:
        """Return what to look for, folded."""
        return fold(self.search).split()[:MOST_WORDS]

    @property
    def order(self) -> tuple[str, ...]:
        """Return the order of the list: names, by the quicker of two ways."""
        by_trigrams = any(len(word) >= TRIGRAM for word in self.words)
        return ORDER_OF_FOUND if by_trigrams else ORDER


def students_for(actor: Actor, wanted: Wanted) -> StudentQuerySet:
    """Return the students somebody looks for among those they may see."""
    found = with_ways_in(visible_students(actor))
    if wanted.state is not None:
        found = found.filter(ROWS_IN[wanted.state])
    for word in wanted.words:
        found = found.filter(search_text__contains=word)
    if wanted.school or wanted.grade:
        # One membership with both: in grade 8 of this school, not in grade 8 of another one.
        here = SchoolMembership.objects.filter(student=OuterRef("pk"), ended_at=None)
        here = here.filter(school=wanted.school) if wanted.school else here
        here = here.filter(grade=wanted.grade) if wanted.grade else here
        found = found.filter(Exists(here))
    return found


def visible_students(actor: Actor) -> StudentQuerySet:
    """Return everybody the list could ever show to the actor."""
    name = Concat("sort_name", Value(""), output_field=TextField())
    return Student.objects.visible_to(actor).annotate(found_name=name)


def student_for(actor: Actor, student_id: uuid.UUID) -> Student | None:
    """Return one student the actor may see."""
    return with_ways_in(Student.objects.visible_to(actor)).filter(pk=student_id).first()


def chosen(actor: Actor, student_ids: Collection[uuid.UUID]) -> list[Student] | None:
    """Return the students with these ids, by name; None if the actor cannot see one of them."""
    asked = set(student_ids)
    rows = with_ways_in(Student.objects.visible_to(actor)).filter(pk__in=asked)
    found = list(rows.order_by(*ORDER))
    return found if len(found) == len(asked) else None


def with_ways_in(students: StudentQuerySet) -> StudentQuerySet:
    """Add district, account, ``has_card`` and ``places``: where the student is now."""
    now_there = SchoolMembership.objects.filter(ended_at=None).select_related("school")
    places = Prefetch(
        "memberships", now_there.order_by("school__name", "school__code"), to_attr="places"
    )
    cards = SignInCard.objects.valid().filter(student=OuterRef("pk"))
    found: StudentQuerySet = (
        students.select_related("district", "user")
        .annotate(has_card=Exists(cards))
        .prefetch_related(places)
    )
    return found
