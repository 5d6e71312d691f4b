"""The mail that brings a set-up link, derived when it is sent: no link waits anywhere."""

import uuid
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from districts.models import StaffInvitation, StaffMember, StaffRole, StaffRoleKind
from districts.setup.standing import Standing, standing
from districts.staffing.grantable import Gift
from spacesedu.lib.mail import Cancelled, Message, one_line


def staff_setup(subject_id: uuid.UUID, now: datetime) -> Message | Cancelled:
    """Return the mail in the district's language, if its link still opens."""
    rows = StaffInvitation.objects.select_related("staff__user", "district")
    found = rows.filter(pk=subject_id).first()
    if found is None:
        return Cancelled("gone")
    why = standing(found, now)
    if why is not Standing.OPEN:
        return Cancelled(why.value)
    token = found.token
    if token is None:
        return Cancelled("key_dropped")
    with translation.override(found.district.language):
        return _written(found, token)


def places_of(roles: list[StaffRole], otherwise: str) -> list[str]:
    """Return the schools of some roles, the district for a role in it or for no role at all."""
    names = [str(role.school) if role.school else otherwise for role in roles]
    return list(dict.fromkeys(names)) or [otherwise]


def _written(found: StaffInvitation, token: str) -> Message:
    counting = StaffRole.objects.open().filter(staff=found.staff_id)
    roles = list(counting.select_related("school").order_by("role", "id"))
    places = places_of(roles, found.district.name)
    labels = dict.fromkeys(Gift(StaffRoleKind(role.role), full=role.full).label for role in roles)
    subject = _("%(places)s: set up your account") % {"places": one_line(", ".join(places))}
    context = {
        "subject": subject,
        "school_names": places,
        "name": str(found.staff),
        "roles": ", ".join(labels),
        "district_name": found.district.name,
        "by_the_school": _by_the_school(found),
        "address": found.email,
        "expires_on": found.expires_at.astimezone(found.district.zone).date(),
        "button_url": settings.BASE_URL + reverse("districts:setup_enter", kwargs={"token": token}),
    }
    return Message(
        to=found.email,
        subject=subject,
        text=render_to_string("email/staff_setup.txt", context),
        html=render_to_string("email/staff_setup.html", context),
    )


def _by_the_school(found: StaffInvitation) -> bool:
    """Tell whether one of the district's own people asked for the link: the first is Support's."""
    own = StaffMember.objects.filter(district_id=found.district_id, user=found.queued_by_id)
    return found.queued_by_id is not None and own.exists()
