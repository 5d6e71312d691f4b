"""Who a template is for: a district or some of its schools, and all grades or some.

The same audience is said three times, each where it is read: here for those who plan it, in
``gates.active`` for each portfolio, and in ``actions.ensure`` for the rows to make. One table of
tests holds the three together.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from districts.models import SchoolMembership, Student
from portfolios.models import Portfolio, PortfolioTemplate
from portfolios.models.portfolio import being_written, has_content


@dataclass(frozen=True, slots=True)
class Audience:
    """No schools: the whole district; no grades: all of them, students without one included."""

    district_id: uuid.UUID
    school_ids: Collection[uuid.UUID] = ()
    grades: Collection[str] = ()

    def students(self) -> "QuerySet[Student]":
        """Return those with one current membership that fits both lists."""
        fits = SchoolMembership.objects.filter(district_id=self.district_id, ended_at=None)
        if self.school_ids:
            fits = fits.filter(school__in=self.school_ids)
        if self.grades:
            fits = fits.filter(grade__in=self.grades)
        return Student.objects.filter(pk__in=fits.values("student"))

    def holds(self, school_id: uuid.UUID, grade: str) -> bool:
        """Tell whether a student who is in ``grade`` at that school is in it."""
        at = not self.school_ids or school_id in self.school_ids
        return at and (not self.grades or grade in self.grades)


@dataclass(frozen=True, slots=True)
class Shift:
    """What another audience means, in students: who gains a portfolio, and whose is archived."""

    gains: int
    losses: int
    losses_with_work: int


def audience_of(template: PortfolioTemplate) -> Audience:
    """Return whom a template is for."""
    schools = tuple(row.school_id for row in template.school_rows.all())
    return Audience(template.district_id, schools, tuple(template.grades))


def shift(template: PortfolioTemplate, to: Audience) -> Shift:
    """Return what changes for whom when a published template's audience becomes ``to``."""
    now, then = audience_of(template).students(), to.students()
    leaving = now.exclude(pk__in=then.values("pk"))
    kept = Portfolio.objects.filter(has_content() | being_written())
    with_work = kept.filter(template=template, student__in=leaving)
    return Shift(
        gains=then.exclude(pk__in=now.values("pk")).count(),
        losses=leaving.count(),
        losses_with_work=with_work.count(),
    )


def sizes(district_id: uuid.UUID, audiences: Sequence[Audience]) -> list[int]:
    """Return how many students each of a district's audiences has, in two queries for all of them.

    Nearly everybody is at one school: they are counted by school and grade. Who is at two is looked
    at one by one, so that nobody is counted twice.
    """
    current = SchoolMembership.objects.filter(district_id=district_id, ended_at=None).order_by()
    several = current.values("student").annotate(n=Count("pk")).filter(n__gt=1).values("student")
    groups = current.exclude(student__in=several).values_list("school_id", "grade")
    counted = list(groups.annotate(n=Count("pk")))
    places: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = defaultdict(list)
    at_two = current.filter(student__in=several).values_list("student_id", "school_id", "grade")
    for student, school, grade in at_two:
        places[student].append((school, grade))
    return [
        sum(n for school, grade, n in counted if audience.holds(school, grade))
        + sum(any(audience.holds(*place) for place in at) for at in places.values())
        for audience in audiences
    ]
