"""Which roles an account has here: staff roles and student records. Families add their own.

Labels are lazy: roles are read before the request speaks the account's language.
"""

from collections import defaultdict

from django.db.models.functions import Now
from django.utils.functional import Promise, keep_lazy_text
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.models import District, StaffRole, StaffRoleKind, Student, SupportGrant, User


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
                label=_label(_("Support, reading"), grant.district),
                district_id=grant.district_id,
                grant_id=grant.pk,
            )
            for grant in grants
        ),
    ]


def staff(user: User) -> list[Actor]:
    """Return one actor per district, staff role and rights; a role at two schools is one.

    Full rights at one school are no rights at another: whoever is School Admin, full, at Maple and
    limited at Cedar is two actors, and the limited one reaches Cedar alone.
    """
    grouped: dict[tuple[object, str, bool], list[StaffRole]] = defaultdict(list)
    rows = (
        StaffRole.objects.counting()
        .filter(staff__user=user, staff__left_at=None, staff__deactivated_at=None)
        .select_related("staff", "district")
        .order_by("role", "-full", "id")
    )
    for row in rows:
        grouped[row.staff_id, row.role, row.full].append(row)
    actors = [
        _staff_actor(user, held, beside_full=not full and (staff_id, role, True) in grouped)
        for (staff_id, role, full), held in grouped.items()
    ]
    order = list(Role)
    return sorted(actors, key=lambda actor: order.index(actor.role))


def _staff_actor(user: User, held: list[StaffRole], *, beside_full: bool) -> Actor:
    first = held[0]
    name = StaffRoleKind(first.role).label
    return Actor(
        key=":".join([first.role, *(["limited"] if beside_full else []), str(first.staff_id)]),
        role=Role(first.role),
        user_id=user.pk,
        label=_label(_limited(name) if beside_full else name, first.district),
        full=first.full,
        district_id=first.district_id,
        school_ids=frozenset(row.school_id for row in held if row.school_id),
        staff_id=first.staff_id,
    )


def student(user: User) -> list[Actor]:
    """Return one actor per active student record."""
    rows = Student.objects.active().filter(user=user).select_related("district").order_by("id")
    return [
        Actor(
            key=f"student:{row.pk}",
            role=Role.STUDENT,
            user_id=user.pk,
            label=_label(_("Student"), row.district),
            district_id=row.district_id,
            student_id=row.pk,
        )
        for row in rows
    ]


def _label(role: str | Promise, district: District) -> str | Promise:
    return format_lazy("{role} · {district}", role=role, district=district.name)


@keep_lazy_text
def _limited(role: str | Promise) -> str:
    return gettext("%(role)s (limited)") % {"role": role}


def choose(actors: list[Actor], wanted: str | None) -> Actor | None:
    """Return the role asked for if it is still held, else the first; None without any role."""
    return next(
        (actor for actor in actors if actor.key == wanted),
        actors[0] if actors else None,
    )
