"""E-mail addresses as people and files write them → one address that mail can be sent to."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

LONGEST = 254
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Address:
    """``email`` is what mail is sent to; ``key`` the case-folded form it is known by."""

    email: str
    key: str


def clean_address(text: str) -> Address:
    """Return the one address in ``text``: trimmed, its domain in ASCII (IDNA).

    Raises ``ValidationError`` for a list of addresses, a line break or other control character
    (someone else's header), letters beyond ASCII before the @, and whatever is no address.

    >>> clean_address(" Mira@Bücher.Example ").email
    'Mira@xn--bcher-kva.example'
    """
    trimmed = text.strip(" \t")
    if _CONTROL.search(trimmed) or any(sign in trimmed for sign in ",;<>"):
        raise ValidationError(_("Give one address, like name@example.org."), code="list")
    local, at_sign, domain = trimmed.rpartition("@")
    if not local.isascii():
        raise ValidationError(
            _("Mail cannot be sent to letters like these before the @."), code="local_part"
        )
    try:
        domain = domain.encode("idna").decode("ascii")
        email = f"{local}{at_sign}{domain}"
        if len(email) > LONGEST:
            raise ValidationError(_("This address is too long."))
        validate_email(email)
    except (UnicodeError, ValidationError):
        raise ValidationError(
            _("This is no e-mail address. It should look like name@example.org."), code="invalid"
        ) from None
    return Address(email, email.casefold())
