"""Who teaches students whose links end soon, and which of them a teacher may open and reset."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from districts.actor import Actor, Role
from districts.models import District, Enrolment, StaffMember, StaffRole, StaffRoleKind, Student
from districts.roles import staff as roles_of
from portfolios.models import Portfolio
from sharing.ending.links import ending
from sharing.models import ShareLink


def with_address() -> "QuerySet[StaffMember]":
    """Return the teachers who can sign in and be written to."""
    counting = StaffRole.objects.counting().filter(role=StaffRoleKind.TEACHER)
    return StaffMember.objects.active().filter(
        Exists(counting.filter(staff=OuterRef("pk"))),
        user__is_active=True,
        user__email__isnull=False,
    )


def concerned(district: District, at: datetime) -> "QuerySet[StaffMember]":
    """Return the teachers of a class with a student whose link ends soon.

    Asked once for a district, where ``links_of`` would be asked for each teacher.
    """
    students = ending(district, at).values("portfolio__student")
    current = Enrolment.objects.filter(ended_at=None, class_group__ended_at=None)
    classes = current.filter(student__in=students).values("class_group")
    taught = current.filter(staff=OuterRef("pk"), class_group__in=classes)
    return with_address().filter(Exists(taught), district=district)


def links_of(teacher: StaffMember, at: datetime) -> list[ShareLink]:
    """Return the links that end soon, of students in their classes, the first to end first.

    Where Teacher Access is the whole school's, the students of others are theirs to open all the
    same, and not theirs to look after.
    """
    actor = _acting_as(teacher)
    if actor is None:
        return []
    students = Student.objects.visible_to(actor)
    portfolios = Portfolio.objects.visible_to(actor).filter(student__in=students)
    rows = ending(teacher.district, at).filter(portfolio__in=portfolios)
    found = rows.select_related("portfolio__template", "portfolio__student", "district")
    return [
        link
        for link in found.order_by("expires_at", "portfolio__student__sort_name", "pk")
        if link.token is not None
    ]


def _acting_as(teacher: StaffMember) -> Actor | None:
    held = roles_of(teacher.user) if teacher.user else []
    return next(
        (one for one in held if one.role is Role.TEACHER and one.staff_id == teacher.pk), None
    )
