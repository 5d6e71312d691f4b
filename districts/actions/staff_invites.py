"""Inviting staff: a person, a role at schools or in the district, and a set-up link."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from districts import audit
from districts.actions.setup_links import pending_of, put_on_its_way, revoke_pending
from districts.actions.staff import given
from districts.actions.staff_errors import (
    HasAdminError,
    NoSchoolError,
    NotOnStaffError,
    RoleWaitsError,
    TooManySendsError,
)
from districts.actions.staff_ground import (
    begin,
    member,
    must_be_another,
    must_give,
    must_give_all,
    user_id_of,
)
from districts.actor import Actor, System
from districts.models import (
    District,
    School,
    SetupState,
    StaffInvitation,
    StaffMember,
    StaffRole,
    StaffRoleKind,
)
from districts.models.staff import StaffRoleQuerySet
from districts.policy import Power, powers_of
from districts.staffing.grantable import DISTRICT_ADMIN_FULL, Gift
from spacesedu.lib.addresses import Address

# A second role for the same person, typed in right after the first, shares its e-mail.
QUIET_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Whom to invite, as typed."""

    address: Address
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation did: the person, the roles that are new, and whether a mail goes out."""

    staff: StaffMember
    roles: tuple[StaffRole, ...]
    mailed: bool


@transaction.atomic
def invite_staff(
    *,
    person: Colleague,
    gift: Gift,
    school_ids: Collection[uuid.UUID] = (),
    by: Actor,
    at: datetime,
) -> Invited:
    """Give somebody a role, known in the district or not, and a set-up link if they need one.

    Whoever the district knows by this address stays one person and keeps their name; a role that is
    held already stays as it is. The role counts at once, but nobody acts in it before the set-up
    link has led to an account. Accounts and roles in other districts play no part.

    Raises ``NotYoursToGiveError``, ``NoSchoolError``, ``OwnRolesError``, ``NotOnStaffError`` for
    somebody deactivated, and ``RoleWaitsError``.
    """
    district = begin(by.here, by=by)
    places = _places(gift, school_ids, by=by)
    staff = _found_or_made(district, person, by=by, at=at)
    must_be_another(staff, by=by)
    roles = _give(staff, gift, places, by=by, at=at)
    return Invited(staff, tuple(roles), mailed=_mail(staff, by=by, at=at))


@transaction.atomic
def give_roles(
    *,
    staff_id: uuid.UUID,
    gift: Gift,
    school_ids: Collection[uuid.UUID] = (),
    by: Actor,
    at: datetime,
) -> tuple[StaffRole, ...]:
    """Give somebody on staff one more role, at one or more schools; return what is new.

    Raises as ``invite_staff`` does, and ``StaffMember.DoesNotExist`` for somebody ``by`` does not
    see.
    """
    begin(by.here, by=by)
    staff = member(staff_id, by=by)
    must_be_another(staff, by=by)
    places = _places(gift, school_ids, by=by)
    if staff.deactivated_at is not None or staff.left_at is not None:
        raise NotOnStaffError
    return tuple(_give(staff, gift, places, by=by, at=at))


@transaction.atomic
def invite_first_admin(
    *, district: District, email: Address, name: str, by: Actor | System, at: datetime
) -> Invited:
    """Invite the first District Admin (full) of a district, for whoever may create districts.

    As long as nobody runs the district it can be done again, for a mistyped address: the
    administrator invited before, who has no account yet, loses role and link.

    Raises 403 for anybody but Support, ``HasAdminError`` and ``NotOnStaffError``.
    """
    if isinstance(by, Actor) and Power.CREATE_DISTRICTS not in powers_of(by.role, full=by.full):
        raise PermissionDenied
    district = District.objects.select_for_update(no_key=True).get(pk=district.pk)
    if StaffRole.objects.running_districts().filter(district=district).exists():
        raise HasAdminError
    admins = StaffRole.objects.open().filter(district=district, role=StaffRoleKind.DISTRICT_ADMIN)
    first, _space, last = name.strip().partition(" ")
    staff = _found_or_made(district, Colleague(email, first, last), by=by, at=at)
    _clear_the_way(admins, staff, by=by, at=at)
    roles = _give(staff, DISTRICT_ADMIN_FULL, [None], by=by, at=at)
    return Invited(staff, tuple(roles), mailed=_mail(staff, by=by, at=at))


def _clear_the_way(
    admins: StaffRoleQuerySet, first: StaffMember, *, by: Actor | System, at: datetime
) -> None:
    """End full rights nobody has come for, and limited ones of whoever gets full ones now."""
    uncalled = Q(full=True, staff__user=None) & ~Q(staff=first)
    for role in admins.filter(uncalled | Q(full=False, staff=first)).select_related("staff"):
        role.ended_at, role.ended_by_id = at, user_id_of(by)
        role.save(update_fields=["ended_at", "ended_by"])
        audit.record("role.ended", by=by, at=at, district_id=role.district_id, subject=role)
        if role.staff != first:
            revoke_pending(role.staff, by=by, at=at)


def _places(gift: Gift, school_ids: Collection[uuid.UUID], *, by: Actor) -> list[uuid.UUID | None]:
    """Return where the role is to be held: None for the district, else schools of the giver's."""
    places: list[uuid.UUID | None] = [None]
    if gift.at_schools:
        seen = School.objects.visible_to(by).filter(pk__in=school_ids)
        places = list(seen.order_by("id").values_list("pk", flat=True))
        if not places:
            raise NoSchoolError
    for place in places:
        must_give(gift, place, by=by)
    return places


def _found_or_made(
    district: District, person: Colleague, *, by: Actor | System, at: datetime
) -> StaffMember:
    """Return the district's person with this address, back if they had left, or a new one."""
    staff = _known(district, person.address)
    if staff is None:
        staff = StaffMember.objects.create(
            district=district,
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.address.text,
        )
        audit.record("staff.added", by=by, at=at, district_id=district.pk, subject=staff)
    if staff.deactivated_at is not None:
        raise NotOnStaffError
    if staff.left_at is not None:
        must_give_all(staff, by=by)
        staff.left_at = None
        staff.save(update_fields=["left_at"])
        audit.record("staff.added", by=by, at=at, district_id=district.pk, subject=staff)
    return staff


def _known(district: District, address: Address) -> StaffMember | None:
    """Find by the account that owns the address first, then by what the district was told.

    Of two records with one address the one that is connected or still here comes first.
    """
    owners = EmailAddress.objects.filter(email=address.key, verified=True).values("user")
    rows = StaffMember.objects.filter(
        Q(user__in=owners) | Q(email__iexact=address.text), district=district
    )
    found = sorted(
        rows.select_for_update(of=("self",), no_key=True).order_by("id"),
        key=lambda row: (row.user_id is None, row.left_at is not None),
    )
    return found[0] if found else None


def _give(
    staff: StaffMember,
    gift: Gift,
    places: Collection[uuid.UUID | None],
    *,
    by: Actor | System,
    at: datetime,
) -> list[StaffRole]:
    """Give the role where it is not held; one held with other rights is changed on their page."""
    standing = StaffRole.objects.open().filter(staff=staff, role=gift.kind)
    held = {role.school_id: role for role in standing}
    if any(held[place].approved_at is None for place in places if place in held):
        raise RoleWaitsError
    return [given(staff, gift, place, by=by, at=at) for place in places if place not in held]


def _mail(staff: StaffMember, *, by: Actor | System, at: datetime) -> bool:
    """Send a set-up link where one is needed and none lies in the inbox; tell whether it goes."""
    pending = pending_of(staff)
    if staff.user_id is not None or (pending and _lies_in_the_inbox(pending, staff, at)):
        return False
    try:
        put_on_its_way(staff, by=by, at=at)
    except TooManySendsError:
        # The role is theirs all the same; the Staff page says how the link stands.
        return False
    return True


def _lies_in_the_inbox(pending: StaffInvitation, staff: StaffMember, at: datetime) -> bool:
    lost = pending.state(at) in {SetupState.EXPIRED, SetupState.BOUNCED}
    moved = pending.email.casefold() != staff.email.casefold()
    return not lost and not moved and at - pending.queued_at < QUIET_FOR
