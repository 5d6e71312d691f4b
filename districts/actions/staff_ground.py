"""What every change of staff stands on: one at a time in a district, by somebody who still may."""

import uuid
from collections.abc import Collection

from django.db import transaction

from districts import roles
from districts.actions.staff_errors import LastAdminError, NotYoursToGiveError, OwnRolesError
from districts.actor import Actor, System
from districts.models import District, StaffMember, StaffRole, StaffRoleKind, User
from districts.staffing.grantable import Gift, gifts_of, may_give


def begin(district_id: uuid.UUID, *, by: Actor | System) -> District:
    """Lock the district for changes of staff, and ask again whether ``by`` still holds the role.

    Of two administrators who end each other at one instant the second finds out here. The lock
    does not hinder rows that only refer to the district. Raises ``NotYoursToGiveError``.
    """
    assert transaction.get_connection().in_atomic_block
    district = District.objects.select_for_update(no_key=True).filter(pk=district_id).first()
    if district is None or (isinstance(by, Actor) and not _still_holds(by, district_id)):
        raise NotYoursToGiveError
    return district


def member(staff_id: uuid.UUID, *, by: Actor | System) -> StaffMember:
    """Lock one staff member whom ``by`` may see. Raises ``StaffMember.DoesNotExist``."""
    found = members([staff_id], by=by)
    if not found:
        raise StaffMember.DoesNotExist
    return found[0]


def members(staff_ids: Collection[uuid.UUID], *, by: Actor | System) -> list[StaffMember]:
    """Lock those of some staff members whom ``by`` may see, always in the same order."""
    seen = StaffMember.objects.filter(pk__in=staff_ids)
    if isinstance(by, Actor):
        seen = seen.filter(pk__in=StaffMember.objects.visible_to(by).values("pk"))
    return list(seen.select_for_update(no_key=True).order_by("id"))


def gift_of(role: StaffRole) -> Gift:
    """Return what a role row is, in the terms of the table."""
    return Gift(StaffRoleKind(role.role), full=role.full)


def must_be_another(staff: StaffMember, *, by: Actor | System) -> None:
    """Raise ``OwnRolesError`` where somebody would change their own roles."""
    if isinstance(by, Actor) and by.user_id == staff.user_id:
        raise OwnRolesError


def must_give(gift: Gift, school_id: uuid.UUID | None, *, by: Actor | System) -> None:
    """Raise ``NotYoursToGiveError`` unless the table lets ``by`` give this role there."""
    if isinstance(by, Actor) and not may_give(by, gift, school_id):
        raise NotYoursToGiveError


def must_give_all(staff: StaffMember, *, by: Actor | System) -> None:
    """Raise unless ``by`` may give every open role of the person: who acts on the whole person."""
    if isinstance(by, Actor) and not gifts_of(by):
        raise NotYoursToGiveError
    for role in StaffRole.objects.open().filter(staff=staff):
        must_give(gift_of(role), role.school_id, by=by)


def must_leave_an_admin(staff: StaffMember) -> None:
    """Raise ``LastAdminError`` if nobody but ``staff`` runs the district.

    Only somebody who can sign in counts: an invited District Admin may never come.
    """
    running = StaffRole.objects.running_districts().filter(district_id=staff.district_id)
    if running.filter(staff=staff).exists() and not running.exclude(staff=staff).exists():
        raise LastAdminError


def user_id_of(by: Actor | System) -> int | None:
    """Return the account to note in a row; None for the system."""
    return by.user_id if isinstance(by, Actor) else None


def _still_holds(by: Actor, district_id: uuid.UUID) -> bool:
    user = User.objects.filter(pk=by.user_id, is_active=True).first()
    held = roles.staff(user) if user is not None and by.here == district_id else []
    return any(
        (now.key, now.full) == (by.key, by.full) and now.school_ids >= by.school_ids for now in held
    )
