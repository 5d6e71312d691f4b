"""The mails of this app, derived when they are sent: no text and no link waits anywhere."""

import uuid
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from families.models import FamilyContact, FamilyInvitation
from families.policy import Answerable, answerable
from families.queries import offer_for
from spacesedu.lib.mail import Cancelled, Message, one_line


def invitation(subject_id: uuid.UUID, now: datetime) -> Message | Cancelled:
    """Return the invitation's mail in the person's language, if it can still be answered."""
    rows = FamilyInvitation.objects.select_related("contact__user", "district")
    found = rows.filter(pk=subject_id).first()
    if found is None:
        return Cancelled("gone")
    standing = answerable(found, now)
    if standing is not Answerable.YES:
        return Cancelled(standing.value)
    token = found.token
    if token is None:
        return Cancelled("key_dropped")
    with translation.override(language_of(found.contact)):
        return _written(found, token)


def language_of(contact: FamilyContact) -> str:
    """Return the language a person is written to in: theirs, else the district's."""
    chosen = (contact.user.language if contact.user else "") or contact.language
    known = dict(settings.LANGUAGES)
    return next(
        (code for code in (chosen, contact.district.language) if code in known),
        settings.LANGUAGE_CODE,
    )


def _written(found: FamilyInvitation, token: str) -> Message:
    offer = offer_for(found.contact)
    schools = one_line(", ".join(offer.schools))
    subject = ngettext(
        "%(schools)s: follow the work of a student",
        "%(schools)s: follow the work of your students",
        offer.children,
    ) % {"schools": schools}
    context = {
        "subject": subject,
        "school_names": offer.schools,
        "schools": schools,
        "children_count": offer.children,
        "has_account": found.contact.user_id is not None,
        "expires_on": found.expires_at.astimezone(found.district.zone).date(),
        "button_url": settings.BASE_URL + reverse("families:enter", kwargs={"token": token}),
        "district_name": found.district.name,
    }
    return Message(
        to=found.contact.email,
        subject=subject,
        text=render_to_string("email/family_invitation.txt", context),
        html=render_to_string("email/family_invitation.html", context),
    )
