"""The messages about accounts, derived when they are sent: no link is ever stored."""

import uuid
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from districts.models import User
from spacesedu.lib.mail import Cancelled, Message


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
    with translation.override(user.language or settings.LANGUAGE_CODE):
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


def _path(user: User) -> str:
    """Return the link's path: it works for three days, once, and until the next sign-in."""
    key = default_token_generator.make_token(user)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key}
    )
