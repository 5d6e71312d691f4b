"""What e-mail is for, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PURPOSES: dict[str, str | Promise] = {
    "confirm_address": _("Confirming an address"),
    "family_invitation": _("Family invitation"),
    "import_sample": _("Example of a family invitation"),
    "link_digest": _("Weekly list of links that end"),
    "link_reminder": _("Reminder that a link ends"),
    "password_reset": _("Choosing a password"),
    "security_notice": _("Security notice"),
    "sign_in_code": _("Sign-in code"),
    "staff_setup": _("Set-up link"),
}


def in_words(purpose: str) -> str:
    """Return what the mail is for."""
    return str(PURPOSES.get(purpose, purpose))
