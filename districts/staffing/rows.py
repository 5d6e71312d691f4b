"""What a page says of somebody on staff, as frozen values for its template."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from districts.actions.staff_ground import gift_of
from districts.actor import Actor
from districts.models import StaffMember, StaffRole
from districts.policy import Power, powers_of
from districts.staffing.grantable import gifts_of, may_give
from districts.staffing.status import Look, can_get_link, look_of
from spacesedu.lib.clock import local_date


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role in a person's row, and what the reader may do with it."""

    id: uuid.UUID
    label: str
    place: str
    """The school; empty for a role in the whole district."""
    waiting: bool
    origin: str
    since: date | None
    can_decide: bool
    can_end: bool
    other_rights: str
    """What it could be instead, "School Admin (full)"; empty where the reader may not say so."""
    other_full: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One person on staff."""

    id: uuid.UUID
    name: str
    email: str
    look: Look
    roles: list[RoleLine]
    can_get_link: bool
    has_link: bool
    """A link is out that can be taken back."""
    is_reader: bool
    """It is the reader: nobody changes their own roles."""


def rows_of(people: Iterable[Any], actor: Actor, at: datetime, zone: ZoneInfo) -> list[Row]:
    """Return a row for each person of ``listing.with_details``."""
    return [row_of(person, actor, at, zone) for person in people]


def row_of(person: Any, actor: Actor, at: datetime, zone: ZoneInfo) -> Row:  # noqa: ANN401 -- annotated
    """Return the row of one person of ``listing.with_details``."""
    pending = person.pending_links[0] if person.pending_links else None
    manages = bool(gifts_of(actor))
    return Row(
        id=person.pk,
        name=str(person),
        email=person.email,
        look=look_of(person, pending, at),
        roles=[_line(role, person, actor, zone) for role in person.shown_roles],
        can_get_link=manages and can_get_link(person),
        has_link=manages and pending is not None,
        is_reader=person.user_id == actor.user_id,
    )


def may_change_person(actor: Actor, staff: StaffMember) -> bool:
    """Tell whether the actor may deactivate the person: they could give every role the person has.

    Maple's principal may deactivate Maple's teacher, but not one who also teaches at Cedar.
    """
    if staff.user_id == actor.user_id or not gifts_of(actor):
        return False
    roles = StaffRole.objects.open().filter(staff=staff)
    return all(may_give(actor, gift_of(role), role.school_id) for role in roles)


def _line(role: StaffRole, staff: StaffMember, actor: Actor, zone: ZoneInfo) -> RoleLine:
    gift = gift_of(role)
    others = staff.user_id != actor.user_id
    waiting = role.approved_at is None
    may_end = others and may_give(actor, gift, role.school_id)
    other = gift.other_level
    may_change = may_end and not waiting and other and may_give(actor, other, role.school_id)
    return RoleLine(
        id=role.pk,
        label=gift.label,
        place=str(role.school) if role.school else "",
        waiting=waiting,
        origin=_origin(role),
        since=local_date(role.approved_at, zone) if role.approved_at else None,
        can_decide=others and waiting and _approves(actor),
        can_end=may_end and not waiting,
        other_rights=other.label if other and may_change else "",
        other_full=bool(other and other.full),
    )


def _origin(role: StaffRole) -> str:
    if role.given_by is not None:
        return _("Given by %(person)s") % {"person": role.given_by}
    if role.approved_by is not None:
        return _("Came with an import, approved by %(person)s") % {"person": role.approved_by}
    return _("Came with an import") if role.from_sis else ""


def _approves(actor: Actor) -> bool:
    return Power.APPROVE_STAFF in powers_of(actor.role, full=actor.full)
