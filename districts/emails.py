"""The messages about accounts, derived when they are sent: no link is ever stored."""

import uuid
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from districts.language import mail_language
from districts.models import User
from districts.signing_in import sign_in_code as code
from spacesedu.lib.mail import Cancelled, Message

# The subject of what is queued for an address that no account has.
NO_ACCOUNT = uuid.UUID(int=0)


def account_key(user: User) -> uuid.UUID:
    """Return an account's number in the shape of a subject id; ``.int`` is the way back."""
    return uuid.UUID(int=user.pk)


def password_reset(
    subject_id: uuid.UUID,
    now: datetime,  # noqa: ARG001 -- what every builder is given
) -> Message | Cancelled:
    """Write the message with which somebody chooses a password, the first one or a new one."""
    user = User.objects.filter(pk=subject_id.int, is_active=True).first()
    if user is None or user.email is None:
        return Cancelled("account_gone")
    with translation.override(mail_language(user)):
        subject = _("Choose your password")
        context = {
            "subject": subject,
            "school_names": [settings.PRODUCT_NAME],
            "name": str(user),
            "address": user.email,
            "button_url": f"{settings.BASE_URL}{_path(user)}",
        }
        return Message(
            to=user.email,
            subject=subject,
            text=render_to_string("email/password_reset.txt", context),
            html=render_to_string("email/password_reset.html", context),
        )


def sign_in_code(subject_id: uuid.UUID, now: datetime) -> Message | Cancelled:
    """Write the message with a sign-in code; too late for its code, there is none.

    The code stands in the subject: read from a notice on a locked phone it saves opening the mail,
    and it is of no use away from the browser that asked for it.
    """
    asked = code.asked(subject_id)
    if now >= asked.asked_at + code.VALID_FOR:
        return Cancelled("too_late")
    rows = EmailAddress.objects.filter(pk=asked.address_id, verified=True, user__is_active=True)
    address = rows.select_related("user").first()
    if address is None:
        return Cancelled("account_gone")
    with translation.override(mail_language(address.user)):
        in_words = code.in_words(code.code_of(asked.nonce))
        subject = _("%(code)s is your sign-in code") % {"code": in_words}
        context = {
            "subject": subject,
            "school_names": [settings.PRODUCT_NAME],
            "name": str(address.user),
            "code": in_words,
            "minutes": code.VALID_FOR.seconds // 60,
            "button_url": "",
        }
        return Message(
            to=address.email,
            subject=subject,
            text=render_to_string("email/sign_in_code.txt", context),
            html=render_to_string("email/sign_in_code.html", context),
        )


def _path(user: User) -> str:
    """Return the link's path: it works for three days, once, and until the next sign-in."""
    key = default_token_generator.make_token(user)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key}
    )
