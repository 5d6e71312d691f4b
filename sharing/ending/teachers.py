"""Who teaches students whose links end soon, and which of them a teacher may open and reset."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from districts.actor import Actor, Role
from districts.models import District, Enrolment, StaffMember, StaffRole, StaffRoleKind, Student
from districts.roles import staff as roles_of
from portfolios.models import Portfolio
from sharing.ending.links import ending
from sharing.models import ShareLink
from spacesedu.lib.compiled import any_of


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

    Asked once for a district, where ``links_of`` would be asked for each teacher. And asked in
    steps: put together they are a dozen tables, and where PostgreSQL takes those to be empty, as
    after tables were filled anew, it goes through all of them for every row of each.
    """
    students = ending(district, at).values_list("portfolio__student", flat=True)
    current = Enrolment.objects.filter(ended_at=None, class_group__ended_at=None)
    concerning = current.filter(any_of("student", list(students)))
    classes = concerning.values_list("class_group", flat=True).distinct()
    taught = current.filter(any_of("class_group", list(classes)), staff__isnull=False)
    teachers = taught.values_list("staff", flat=True).distinct()
    return with_address().filter(any_of("pk", list(teachers)), district=district)


def links_of(teacher: StaffMember, at: datetime) -> list[ShareLink]:
    """Return the links that end soon, of students in their classes, the first to end first.

    Where Teacher Access is the whole school's, the students of others are theirs to open all the
    same, and not theirs to look after. Asked in steps, as above.
    """
    actor = _acting_as(teacher)
    if actor is None:
        return []
    students = Student.objects.visible_to(actor).values_list("pk", flat=True)
    theirs = ending(teacher.district, at).filter(any_of("portfolio__student", list(students)))
    named = theirs.select_related("portfolio__template", "portfolio__student", "district")
    found = list(named.order_by("expires_at", "portfolio__student__sort_name", "pk"))
    concerning = any_of("pk", [link.portfolio_id for link in found])
    portfolios = Portfolio.objects.visible_to(actor).filter(concerning)
    readable = set(portfolios.values_list("pk", flat=True))
    return [link for link in found if link.portfolio_id in readable and link.token is not None]


def _acting_as(teacher: StaffMember) -> Actor | None:
    held = roles_of(teacher.user) if teacher.user else []
    return next(
        (one for one in held if one.role is Role.TEACHER and one.staff_id == teacher.pk), None
    )
