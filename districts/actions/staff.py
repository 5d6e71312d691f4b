"""People who work in a district, and the roles they are given."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor, System
from districts.models import District, School, StaffMember, StaffRole, StaffRoleKind, User


class RoleHeldError(ValueError):
    """The person holds this very role already."""


@transaction.atomic
def staff_member_of(
    *, district: District, user: User, by: Actor | System, at: datetime
) -> StaffMember:
    """Return the account's staff record in the district, made if there is none, back if gone."""
    district = District.objects.select_for_update().get(pk=district.pk)
    staff = StaffMember.objects.filter(district=district, user=user).first()
    if staff is not None and staff.left_at is None:
        return staff
    if staff is None:
        first, _space, last = user.name.partition(" ")
        staff = StaffMember(
            district=district, user=user, first_name=first, last_name=last, email=user.email or ""
        )
    staff.left_at = None
    staff.save()
    audit.record("staff.added", by=by, at=at, district_id=district.id, subject=staff)
    return staff


@transaction.atomic
def give_role(
    *,
    staff: StaffMember,
    role: StaffRoleKind,
    school: School | None = None,
    full: bool = False,
    by: Actor | System,
    at: datetime,
) -> StaffRole:
    """Give a staff member a role that counts at once. Raises ``RoleHeldError``."""
    staff = StaffMember.objects.select_for_update().get(pk=staff.pk)
    held = StaffRole.objects.filter(staff=staff, role=role, school=school, ended_at=None)
    if held.exists():
        raise RoleHeldError(_("This person holds the role already."))
    given = StaffRole.objects.create(
        district_id=staff.district_id,
        staff=staff,
        role=role,
        school=school,
        full=full,
        approved_at=at,
    )
    audit.record(
        "role.given",
        by=by,
        at=at,
        district_id=staff.district_id,
        subject=given,
        detail={"role": role.value, "full": full},
    )
    return given


@transaction.atomic
def approve_role(*, role: StaffRole, by: Actor | System, at: datetime) -> StaffRole:
    """Let an imported administrator's role count; approving twice is approving once."""
    role = StaffRole.objects.select_for_update().get(pk=role.pk)
    if role.approved_at is None:
        role.approved_at = at
        role.save(update_fields=["approved_at"])
        audit.record("role.approved", by=by, at=at, district_id=role.district_id, subject=role)
    return role
