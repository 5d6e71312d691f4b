"""Deactivating staff, and having them back."""

import uuid
from datetime import datetime

from django.db import transaction

from districts import audit
from districts.actions.setup_links import revoke_pending
from districts.actions.staff_ground import (
    begin,
    member,
    must_be_another,
    must_give_all,
    must_leave_an_admin,
    user_id_of,
)
from districts.actor import Actor, System
from districts.models import StaffMember


@transaction.atomic
def deactivate(*, staff_id: uuid.UUID, by: Actor | System, at: datetime) -> StaffMember:
    """Take all a person's roles out of force with their next request, and end a set-up link.

    Roles and classes stay as they are, for the day the person comes back. Whoever may give all of
    the person's roles may do so. Deactivating twice is deactivating once.
    Raises ``StaffMember.DoesNotExist`` for somebody ``by`` does not see, ``NotYoursToGiveError``,
    ``OwnRolesError`` and ``LastAdminError``.
    """
    staff = _held(staff_id, by)
    if staff.deactivated_at is not None:
        return staff
    must_leave_an_admin(staff)
    staff.deactivated_at, staff.deactivated_by_id = at, user_id_of(by)
    staff.save(update_fields=["deactivated_at", "deactivated_by"])
    revoke_pending(staff, by=by, at=at)
    audit.record("staff.deactivated", by=by, at=at, district_id=staff.district_id, subject=staff)
    return staff


@transaction.atomic
def reactivate(*, staff_id: uuid.UUID, by: Actor | System, at: datetime) -> StaffMember:
    """Let a deactivated person's roles count again; the old set-up link stays dead.

    Raises as ``deactivate`` does.
    """
    staff = _held(staff_id, by)
    if staff.deactivated_at is None:
        return staff
    staff.deactivated_at = staff.deactivated_by = None
    staff.save(update_fields=["deactivated_at", "deactivated_by"])
    audit.record("staff.reactivated", by=by, at=at, district_id=staff.district_id, subject=staff)
    return staff


def _held(staff_id: uuid.UUID, by: Actor | System) -> StaffMember:
    begin(StaffMember.objects.only("district_id").get(pk=staff_id).district_id, by=by)
    staff = member(staff_id, by=by)
    must_be_another(staff, by=by)
    must_give_all(staff, by=by)
    return staff
