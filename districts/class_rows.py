"""What the Classes page shows of each class: names and numbers for one page of them."""

import re
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q

from districts.grades import in_order, words
from districts.models import ClassGroup, Enrolment, SchoolMembership

type Classes = Collection[ClassGroup]


@dataclass(frozen=True, slots=True)
class Family:
    """How many adults are linked to a class, and how many are invited."""

    active: int = 0
    invited: int = 0


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class."""

    id: uuid.UUID
    name: str
    school: str
    teachers: tuple[str, ...]
    grades: str
    students: int
    family: Family


def rows_of(classes: Classes) -> list[ClassRow]:
    """Return a row for each class, in order; four queries however many there are."""
    teachers, students, family = _teachers(classes), _students(classes), _family(classes)
    grades = _grades([one for one in classes if not one.grade])
    return [
        ClassRow(
            id=one.pk,
            name=one.name,
            school=str(one.school),
            teachers=tuple(teachers[one.pk]),
            grades=_in_words(one.grade) or ", ".join(map(words, in_order(grades[one.pk]))),
            students=students.get(one.pk, 0),
            family=family.get(one.pk, Family()),
        )
        for one in classes
    ]


def _teachers(classes: Classes) -> defaultdict[uuid.UUID, list[str]]:
    rows = Enrolment.objects.filter(
        class_group__in=classes,
        ended_at=None,
        staff__isnull=False,
        staff__left_at=None,
        staff__deactivated_at=None,
    )
    found: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    for row in rows.select_related("staff").order_by("staff__sort_name", "staff_id"):
        found[row.class_group_id].append(str(row.staff))
    return found


def _students(classes: Classes) -> dict[uuid.UUID, int]:
    rows = Enrolment.objects.filter(
        class_group__in=classes,
        ended_at=None,
        student__isnull=False,
        student__left_at=None,
        student__deactivated_at=None,
    )
    counted = rows.order_by().values("class_group").annotate(count=Count("pk"))
    return dict(counted.values_list("class_group", "count"))


def _family(classes: Classes) -> dict[uuid.UUID, Family]:
    """Count adults, not pairs: a mother of twins is one."""
    standing = Q(associations__ended_at=None)
    accepted = Q(associations__started_at__isnull=False)
    rows = (
        ClassGroup.objects.filter(pk__in=[one.pk for one in classes])
        .order_by()
        .annotate(
            active=Count("associations__contact", distinct=True, filter=standing & accepted),
            invited=Count("associations__contact", distinct=True, filter=standing & ~accepted),
        )
    )
    return {pk: Family(*counts) for pk, *counts in rows.values_list("pk", "active", "invited")}


def _grades(classes: Classes) -> defaultdict[uuid.UUID, set[str]]:
    """Return the grades of the students, for classes of which the SIS names none."""
    found: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    if not classes:
        return found
    rows = SchoolMembership.objects.filter(
        ended_at=None,
        student__enrolments__class_group__in=classes,
        student__enrolments__ended_at=None,
        student__enrolments__class_group__school=F("school"),
    )
    names = ("student__enrolments__class_group", "grade")
    for class_id, grade in rows.order_by().values_list(*names).distinct():
        found[class_id].add(grade)
    return found


def _in_words(raw: str) -> str:
    """Return a SIS's list of grades in words; what is no grade stays as the file said it.

    >>> _in_words("07,08")
    'Grade 7, Grade 8'
    """
    return ", ".join(_each(re.split(r"[,;/|\s]+", raw.strip()), raw))


def _each(codes: Iterable[str], raw: str) -> list[str]:
    found = in_order({code.upper() for code in codes})
    return [words(code) for code in found] if found else [raw.strip()]
