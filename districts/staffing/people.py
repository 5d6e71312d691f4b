"""One person or one role of the Staff page, looked up from whoever asks."""

import uuid
from zoneinfo import ZoneInfo

from districts.actor import Actor
from districts.models import District, StaffMember, StaffRole
from districts.staffing.listing import with_details


def member_for(actor: Actor, staff_id: uuid.UUID) -> StaffMember | None:
    """Return a staff member the actor sees, with the details their page shows."""
    found = with_details(StaffMember.objects.visible_to(actor), actor)
    return found.filter(pk=staff_id).first()


def role_for(actor: Actor, staff_id: uuid.UUID, role_id: uuid.UUID) -> StaffRole | None:
    """Return a role of that person which the actor sees, ended or not."""
    seen = StaffRole.objects.visible_to(actor).select_related("staff", "school")
    return seen.filter(pk=role_id, staff=staff_id).first()


def zone_of(actor: Actor) -> ZoneInfo:
    """Return the zone the district's days are counted in."""
    return District.objects.visible_to(actor).only("time_zone").get(pk=actor.here).zone
