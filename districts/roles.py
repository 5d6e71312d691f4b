"""Which roles an account has here: staff roles and student records. Families add their own.

Labels are lazy: roles are read before the request speaks the account's language. The queries are
put together once: every request of somebody signed in asks them.
"""

import uuid
from collections import defaultdict
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.functional import Promise, keep_lazy_text
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor, Role
from districts.models import StaffRole, StaffRoleKind, Student, SupportGrant, User
from spacesedu.lib.compiled import AN_ACCOUNT, CompiledQuery

_STAFF = CompiledQuery(
    lambda account: (
        StaffRole.objects.counting()
        .filter(
            # What a source switches off are the roles it gave, not those that people gave here.
            Q(staff__disabled_since=None) | Q(from_sis=False),
            staff__user=account,
            staff__left_at=None,
            staff__deactivated_at=None,
        )
        .order_by("role", "-full", "id")
        .values_list("role", "full", "staff_id", "school_id", "district_id", "district__name")
    ),
    AN_ACCOUNT,
)
_STUDENTS = CompiledQuery(
    lambda account: (
        Student.objects.active()
        .filter(user=account, disabled_since=None)
        .order_by("id")
        .values_list("pk", "district_id", "district__name")
    ),
    AN_ACCOUNT,
)


class _Held(NamedTuple):
    """A staff role at one school, or of the whole district."""

    role: str
    full: bool
    staff_id: uuid.UUID
    school_id: uuid.UUID | None
    district_id: uuid.UUID
    district: str


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
                label=_label(_("Support, reading"), grant.district.name),
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
    grouped: dict[tuple[uuid.UUID, str, bool], list[_Held]] = defaultdict(list)
    for row in map(_Held._make, _STAFF(user.pk)):
        grouped[row.staff_id, row.role, row.full].append(row)
    actors = [
        _staff_actor(user, held, beside_full=not full and (staff_id, role, True) in grouped)
        for (staff_id, role, full), held in grouped.items()
    ]
    order = list(Role)
    return sorted(actors, key=lambda actor: order.index(actor.role))


def _staff_actor(user: User, held: list[_Held], *, beside_full: bool) -> Actor:
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
    return [
        Actor(
            key=f"student:{student_id}",
            role=Role.STUDENT,
            user_id=user.pk,
            label=_label(_("Student"), district),
            district_id=district_id,
            student_id=student_id,
        )
        for student_id, district_id, district in _STUDENTS(user.pk)
    ]


def _label(role: str | Promise, district: str) -> str | Promise:
    return format_lazy("{role} · {district}", role=role, district=district)


@keep_lazy_text
def _limited(role: str | Promise) -> str:
    return gettext("%(role)s (limited)") % {"role": role}


def choose(actors: list[Actor], wanted: str | None) -> Actor | None:
    """Return the role asked for if it is still held, else the first; None without any role."""
    return next(
        (actor for actor in actors if actor.key == wanted),
        actors[0] if actors else None,
    )
