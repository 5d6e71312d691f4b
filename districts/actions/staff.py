"""People who work in a district, and the roles they are given."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actions.staff_errors import RoleDecidedError, RoleWaitsError
from districts.actions.staff_ground import begin, member, must_be_another, must_give, user_id_of
from districts.actor import Actor, System
from districts.models import District, School, StaffMember, StaffRole, StaffRoleKind, User
from districts.policy import Power, powers_of
from districts.staffing.grantable import Gift


class RoleHeldError(ValueError):
    """The person holds this very role already."""


@transaction.atomic
def staff_member_of(
    *, district: District, user: User, by: Actor | System, at: datetime
) -> StaffMember:
    """Return the account's staff record in the district, made if there is none, back if gone."""
    district = District.objects.select_for_update(no_key=True).get(pk=district.pk)
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
    """Give a staff member a role that counts at once.

    Raises ``RoleHeldError``, ``RoleWaitsError`` for one that came in with an import and waits,
    ``OwnRolesError``, and ``NotYoursToGiveError`` for what is not in the giver's table.
    """
    begin(staff.district_id, by=by)
    staff = StaffMember.objects.select_for_update(no_key=True).get(pk=staff.pk)
    school_id = school.pk if school else None
    must_be_another(staff, by=by)
    must_give(Gift(role, full=full), school_id, by=by)
    held = StaffRole.objects.open().filter(staff=staff, role=role, school=school).first()
    if held is not None and held.approved_at is None:
        raise RoleWaitsError
    if held is not None:
        raise RoleHeldError(_("This person holds the role already."))
    return given(staff, Gift(role, full=full), school_id, by=by, at=at)


@transaction.atomic
def approve_role(*, role: StaffRole, by: Actor | System, at: datetime) -> StaffRole:
    """Let an imported administrator's role count; approving twice is approving once.

    Raises ``RoleDecidedError`` for a role that has ended meanwhile, ``StaffRole.DoesNotExist`` for
    one that ``by`` does not see, ``OwnRolesError``, and 403 for whoever does not approve.
    """
    role = waiting_for(by, role.pk)
    if role.ended_at is not None:
        raise RoleDecidedError
    if role.approved_at is None:
        role.approved_at, role.approved_by_id = at, user_id_of(by)
        role.save(update_fields=["approved_at", "approved_by"])
        audit.record("role.approved", by=by, at=at, district_id=role.district_id, subject=role)
    return role


@transaction.atomic
def reject_role(*, role: StaffRole, by: Actor | System, at: datetime) -> StaffRole:
    """Turn an imported administrator's role down; no import brings it back.

    Raises ``RoleDecidedError`` for one that was approved meanwhile, and as ``approve_role`` does.
    """
    role = waiting_for(by, role.pk)
    if role.approved_at is not None:
        raise RoleDecidedError
    if role.ended_at is None:
        role.ended_at, role.ended_by_id = at, user_id_of(by)
        role.save(update_fields=["ended_at", "ended_by"])
        audit.record("role.rejected", by=by, at=at, district_id=role.district_id, subject=role)
    return role


def given(
    staff: StaffMember,
    gift: Gift,
    school_id: uuid.UUID | None,
    *,
    by: Actor | System,
    at: datetime,
    from_sis: bool = False,
) -> StaffRole:
    """Write a role that counts at once, with who gave it; the caller has asked everything."""
    row = StaffRole.objects.create(
        district_id=staff.district_id,
        staff=staff,
        role=gift.kind,
        school_id=school_id,
        full=gift.full,
        from_sis=from_sis,
        given_by_id=user_id_of(by),
        approved_at=at,
        approved_by_id=user_id_of(by),
    )
    audit.record(
        "role.given",
        by=by,
        at=at,
        district_id=staff.district_id,
        subject=row,
        detail={"role": gift.kind.value, "full": gift.full},
    )
    return row


def waiting_for(by: Actor | System, role_id: uuid.UUID) -> StaffRole:
    """Lock a role somebody is about to approve or turn down."""
    if isinstance(by, Actor):
        if Power.APPROVE_STAFF not in powers_of(by.role, full=by.full):
            raise PermissionDenied
        seen = StaffRole.objects.visible_to(by)
    else:
        seen = StaffRole.objects.all()
    found = seen.only("district_id", "staff_id").get(pk=role_id)
    begin(found.district_id, by=by)
    staff = member(found.staff_id, by=by)
    must_be_another(staff, by=by)
    return StaffRole.objects.select_for_update(no_key=True).get(pk=role_id)
