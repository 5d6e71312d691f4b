"""Which roles an account has here: staff roles and student records. Families add their own."""

from collections import defaultdict

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.models import StaffRole, StaffRoleKind, Student, SupportGrant, User


def support(user: User) -> list[Actor]:
    """Return Support, and one reader per district that lets Support read at this moment."""
    if not user.is_support:
        return []
    grants = SupportGrant.objects.live(Now()).select_related("district").order_by("id")
    return [
        Actor(key="support", role=Role.SUPPORT, user_id=user.pk, label=_("Support")),
        *(
            Actor(
                key=f"reader:{grant.pk}",
                role=Role.SUPPORT_READER,
                user_id=user.pk,
                label=_("Support, reading · %(district)s") % {"district": grant.district.name},
                district_id=grant.district_id,
                grant_id=grant.pk,
            )
            for grant in grants
        ),
    ]


def staff(user: User) -> list[Actor]:
    """Return one actor per district and staff role; a role at two schools is one."""
    actors = []
    grouped: dict[tuple[object, str], list[StaffRole]] = defaultdict(list)
    rows = (
        StaffRole.objects.filter(
            staff__user=user,
            staff__left_at=None,
            staff__deactivated_at=None,
            ended_at=None,
            approved_at__isnull=False,
        )
        .select_related("staff", "district")
        .order_by("role", "id")
    )
    for row in rows:
        grouped[row.staff_id, row.role].append(row)
    for (staff_id, role), held in grouped.items():
        first = held[0]
        actors.append(
            Actor(
                key=f"{role}:{staff_id}",
                role=Role(role),
                user_id=user.pk,
                label=f"{StaffRoleKind(role).label} · {first.district.name}",
                full=any(row.full for row in held),
                district_id=first.district_id,
                school_ids=frozenset(row.school_id for row in held if row.school_id),
                staff_id=first.staff_id,
            )
        )
    order = list(Role)
    return sorted(actors, key=lambda actor: order.index(actor.role))


def student(user: User) -> list[Actor]:
    """Return one actor per active student record."""
    rows = Student.objects.active().filter(user=user).select_related("district").order_by("id")
    return [
        Actor(
            key=f"student:{row.pk}",
            role=Role.STUDENT,
            user_id=user.pk,
            label=" · ".join((_("Student"), row.district.name)),
            district_id=row.district_id,
            student_id=row.pk,
        )
        for row in rows
    ]


def choose(actors: list[Actor], wanted: str | None) -> Actor | None:
    """Return the role asked for if it is still held, else the first; None without any role."""
    return next(
        (actor for actor in actors if actor.key == wanted),
        actors[0] if actors else None,
    )
