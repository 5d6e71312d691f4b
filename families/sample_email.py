"""The invitation as an import would send it, for an administrator who looks at it first.

It is nobody's invitation: it names no student, its button leads to the home page, and its subject
says that it is an example.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.language import mail_language
from districts.models import School, StaffMember, StaffRole
from families.models import VALID_FOR
from spacesedu.lib.mail import Cancelled, Message, one_line


def sample(subject_id: uuid.UUID, now: datetime) -> Message | Cancelled:
    """Write the example for the staff member who asked for it, in their language."""
    staff = StaffMember.objects.select_related("user", "district").filter(pk=subject_id).first()
    if staff is None or staff.user is None or not staff.user.email:
        return Cancelled("account_gone")
    with translation.override(mail_language(staff.user)):
        school = one_line(_school_of(staff))
        subject = _("Example: %(subject)s") % {
            "subject": ngettext(
                "%(schools)s: follow the work of a student",
                "%(schools)s: follow the work of your students",
                1,
            )
            % {"schools": school}
        }
        context = {
            "subject": subject,
            "school_names": [school],
            "schools": school,
            "children_count": 1,
            "has_account": False,
            "expires_on": (now + VALID_FOR).astimezone(staff.district.zone).date(),
            "button_url": f"{settings.BASE_URL}/",
            "district_name": staff.district.name,
        }
        return Message(
            to=staff.user.email,
            subject=subject,
            text=render_to_string("email/family_invitation.txt", context),
            html=render_to_string("email/family_invitation.html", context),
        )


def _school_of(staff: StaffMember) -> str:
    """Return a school whose families could get it: one of the person's, else the first by name."""
    own = StaffRole.objects.filter(staff=staff, ended_at=None, school__isnull=False)
    held = own.select_related("school").order_by("id").first()
    named = School.objects.filter(district=staff.district).exclude(name="")
    first = named.order_by("name", "code").first()
    return (held and held.school and held.school.name) or str(first or staff.district)
