"""The messages about an account's addresses and its safety, derived when they are sent."""

import uuid
from datetime import datetime

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from districts.models import AuditEvent, User
from districts.signing_in.notices import WORDS
from spacesedu.lib.mail import Cancelled, Message


def confirm_address(
    subject_id: uuid.UUID,
    now: datetime,  # noqa: ARG001 -- what every builder is given
) -> Message | Cancelled:
    """Write the message that confirms an address.

    Where the address belongs to another account it says so, to its owner alone: the page on which
    it was typed in looks the same for every address.
    """
    address = EmailAddress.objects.filter(pk=subject_id.int).select_related("user").first()
    if address is None or address.verified or not address.user.is_active:
        return Cancelled("nothing_to_confirm")
    with translation.override(address.user.language or settings.LANGUAGE_CODE):
        if not address.can_set_verified():
            subject = _("This address has an account already")
            return _message(address.email, subject, "address_taken", reverse("account_login"))
        key = EmailConfirmationHMAC(address).key
        link = reverse("account_confirm_email", kwargs={"key": key})
        return _message(address.email, _("Confirm your address"), "address_confirm", link)


def security_notice(
    subject_id: uuid.UUID,
    now: datetime,  # noqa: ARG001
) -> Message | Cancelled:
    """Write what was changed about an account, from the audit entry that says so."""
    event = AuditEvent.objects.filter(pk=subject_id.int).first()
    user = User.objects.filter(pk=event.subject_id).first() if event else None
    if event is None or user is None:
        return Cancelled("account_gone")
    address = EmailAddress.objects.filter(user=user, pk=event.detail["told"]).first()
    if address is None:
        return Cancelled("address_gone")
    with translation.override(user.language or settings.LANGUAGE_CODE):
        return _message(
            address.email,
            _("Your account was changed"),
            "security_notice",
            reverse("account_reset_password"),
            name=str(user),
            what=WORDS[event.verb],
            at=event.at,
        )


def _message(to: str, subject: str, template: str, path: str, **more: object) -> Message:
    context = {
        "subject": subject,
        "school_names": [settings.PRODUCT_NAME],
        "address": to,
        "button_url": f"{settings.BASE_URL}{path}",
        "support_contact": settings.SUPPORT_CONTACT,
        **more,
    }
    return Message(
        to=to,
        subject=subject,
        text=render_to_string(f"email/{template}.txt", context),
        html=render_to_string(f"email/{template}.html", context),
    )
