"""Ending a role, and changing its rights: what administrators do to roles that stand."""

import uuid
from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actions.staff import given
from districts.actions.staff_errors import RoleWaitsError
from districts.actions.staff_ground import (
    begin,
    gift_of,
    must_be_another,
    must_give,
    must_leave_an_admin,
    user_id_of,
)
from districts.actor import Actor, System
from districts.models import StaffMember, StaffRole
from districts.staffing.grantable import DISTRICT_ADMIN_FULL, Gift


@transaction.atomic
def end_role(*, role_id: uuid.UUID, by: Actor | System, at: datetime) -> StaffRole:
    """End a role with the next request of its holder; ending twice is ending once.

    Whoever may give a role may end it. No import brings back what a person has ended. One that
    waits for approval is answered instead, by those who may: ``RoleWaitsError``. Raises besides
    ``StaffRole.DoesNotExist`` for a role ``by`` does not see, ``NotYoursToGiveError``,
    ``OwnRolesError`` and ``LastAdminError``.
    """
    role, staff = _held(role_id, by)
    if role.ended_at is not None:
        return role
    if role.approved_at is None:
        raise RoleWaitsError
    if gift_of(role) == DISTRICT_ADMIN_FULL:
        must_leave_an_admin(staff)
    _end(role, by=by, at=at)
    audit.record(
        "role.ended",
        by=by,
        at=at,
        district_id=role.district_id,
        subject=role,
        detail={"role": role.role, "full": role.full},
    )
    return role


@transaction.atomic
def change_rights(*, role_id: uuid.UUID, full: bool, by: Actor | System, at: datetime) -> StaffRole:
    """Give a role full or limited rights instead; it stays an import's if it was one.

    The old role ends and a new one begins, so that the history says who had which rights when.
    Raises as ``end_role`` does, and ``RoleWaitsError`` for a role nobody has approved.
    """
    role, staff = _held(role_id, by)
    before, wanted = gift_of(role), Gift(gift_of(role).kind, full=full)
    if role.ended_at is not None or before == wanted:
        return role
    must_give(wanted, role.school_id, by=by)
    if role.approved_at is None:
        raise RoleWaitsError
    if before == DISTRICT_ADMIN_FULL:
        must_leave_an_admin(staff)
    _end(role, by=by, at=at)
    new = given(staff, wanted, role.school_id, by=by, at=at, from_sis=role.from_sis)
    audit.record(
        "role.rights_changed",
        by=by,
        at=at,
        district_id=role.district_id,
        subject=role,
        detail={"role": role.role, "full": full},
    )
    return new


def _held(role_id: uuid.UUID, by: Actor | System) -> tuple[StaffRole, StaffMember]:
    seen = StaffRole.objects.visible_to(by) if isinstance(by, Actor) else StaffRole.objects.all()
    found = seen.only("district_id", "staff_id").get(pk=role_id)
    begin(found.district_id, by=by)
    staff = StaffMember.objects.select_for_update(no_key=True).get(pk=found.staff_id)
    role = StaffRole.objects.select_for_update(no_key=True).get(pk=role_id)
    must_be_another(staff, by=by)
    must_give(gift_of(role), role.school_id, by=by)
    return role, staff


def _end(role: StaffRole, *, by: Actor | System, at: datetime) -> None:
    role.ended_at, role.ended_by_id = at, user_id_of(by)
    role.save(update_fields=["ended_at", "ended_by"])
