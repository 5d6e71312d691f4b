"""What a page asks for: each function starts at the person, or at a public label."""

from django.db.models import Count, Prefetch, Q, QuerySet

from districts.actor import Actor
from districts.models import (
    ClassGroup,
    District,
    ExternalId,
    FeatureApproval,
    ImportRun,
    School,
    StaffMember,
    Student,
)


def district_at(slug: str) -> District | None:
    """Return the district a sign-in address names; asked before anybody is signed in."""
    return District.objects.filter(slug=slug).first()


def person_known_as(slug: str, kind: str, sis_id: str) -> Student | StaffMember | None:
    """Return the one student or staff member of a district that a SIS knows by an id.

    ``kind`` is ``student`` or ``staff``. None for nobody, and for two people whom two sources
    happen to number alike: an operator must not be handed the wrong one.
    """
    rows = ExternalId.objects.filter(district__slug=slug, kind=kind, value=sis_id)
    found = {row.student or row.staff for row in rows.select_related("student", "staff")}
    return found.pop() if len(found) == 1 else None


def district_of(actor: Actor) -> District | None:
    """Return the district the actor acts in; none for Support and families."""
    if actor.district_id is None:
        return None
    return District.objects.visible_to(actor).get(id=actor.here)


def districts_for(actor: Actor) -> QuerySet[District]:
    """Return the actor's districts with ``open_approvals``: what is on, and by whose approval."""
    current = FeatureApproval.objects.filter(ended_at=None)
    return (
        District.objects.visible_to(actor)
        .prefetch_related(Prefetch("approvals", current, to_attr="open_approvals"))
        .order_by("name", "id")
    )


def schools_for(actor: Actor) -> QuerySet[School]:
    """Return the actor's schools, each with ``students``: how many are there now."""
    now_there = Q(
        memberships__ended_at=None,
        memberships__student__left_at=None,
        memberships__student__deactivated_at=None,
    )
    return (
        School.objects.visible_to(actor)
        .annotate(students=Count("memberships", filter=now_there))
        .order_by("name", "code")
    )


def classes_for(actor: Actor, search: str = "") -> QuerySet[ClassGroup]:
    """Return the actor's current classes with ``students`` and ``teachers``, by name."""
    current = Q(enrolments__ended_at=None)
    active = Q(enrolments__student__left_at=None, enrolments__student__deactivated_at=None)
    found = ClassGroup.objects.visible_to(actor).filter(ended_at=None)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(school__name__icontains=search))
    return (
        found.select_related("school")
        .annotate(
            students=Count("enrolments__student", filter=current & active),
            teachers=Count("enrolments__staff", filter=current),
        )
        .order_by("name", "id")
    )


def runs_for(actor: Actor) -> QuerySet[ImportRun]:
    """Return the import runs the actor may read, newest first."""
    runs = ImportRun.objects.visible_to(actor).select_related("connection", "district")
    return runs.order_by("-received_at", "-id")


def student_count(actor: Actor) -> int:
    """Return how many active students the actor sees."""
    return Student.objects.visible_to(actor).active().count()


def staff_count(actor: Actor) -> int:
    """Return how many people work where the actor administers."""
    here = StaffMember.objects.filter(district_id=actor.here, left_at=None)
    if not actor.whole_district:
        here = here.filter(roles__school__in=actor.school_ids, roles__ended_at=None).distinct()
    return here.count()
