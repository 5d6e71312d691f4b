"""The Schools page: each school with how many students, staff and classes it has now."""

from django.db.models import Count, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from districts.actor import Actor
from districts.models import ClassGroup, School, SchoolMembership, StaffRole
from spacesedu.lib.db import SortKey, fold


def schools_of(actor: Actor) -> QuerySet[School]:
    """Return the actor's schools with ``student_count``, ``staff_count``, ``class_count``.

    Those that nobody has named come first: there is something to do about them.
    """
    students = SchoolMembership.objects.filter(
        ended_at=None, student__left_at=None, student__deactivated_at=None
    )
    staff = StaffRole.objects.counting().filter(staff__left_at=None, staff__deactivated_at=None)
    return (
        School.objects.visible_to(actor)
        .annotate(
            sort_name=SortKey("name"),
            student_count=_counted(students, "student"),
            staff_count=_counted(staff, "staff"),
            class_count=_counted(ClassGroup.objects.filter(ended_at=None), "id"),
        )
        .order_by("sort_name", "code", "id")
    )


def found(schools: QuerySet[School], search: str) -> QuerySet[School]:
    """Return the schools whose name or code holds the words."""
    return schools.filter(
        Q(sort_name__contains=fold(search)) | Q(code__icontains=search) if search else Q()
    )


def _counted[M: Model](rows: QuerySet[M], what: str) -> Coalesce:
    # A count of its own for each: joined together they would multiply.
    counts = rows.filter(school=OuterRef("pk")).order_by().values("school")
    number = counts.annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
