"""What an identity provider says of somebody, and whether it may say so. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from spacesedu.lib.addresses import BadAddressError, parse

GOOGLE = "https://accounts.google.com"


class UntrustedIdentityError(ValueError):
    """The provider's answer proves no address. Its text is for the person."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One person at one issuer: ``subject`` never changes, ``email`` is what the issuer proves."""

    issuer: str
    subject: str
    email: str

    @property
    def domain(self) -> str:
        """Return the domain of the address."""
        return self.email.rpartition("@")[2]


def identity(data: Mapping[str, Any]) -> Identity:
    """Read the ID token, and the user info where there is some; raise ``UntrustedIdentityError``.

    The issuer is the one that signed the token. User info of somebody else is refused: it is only
    as good as its ``sub``. An address the issuer itself calls unverified proves nothing, and from
    Google neither does one outside its own hosted domain: anybody can open a Google account under
    a school's address.
    """
    token: Mapping[str, Any] = data.get("id_token") or {}
    info: Mapping[str, Any] = data.get("userinfo") or token
    issuer, subject = str(token.get("iss") or ""), str(token.get("sub") or "")
    if not issuer or not subject or str(info.get("sub") or "") != subject:
        raise UntrustedIdentityError(_("The other service did not say who you are."))
    try:
        email = parse(str(info.get("email") or token.get("email") or "")).key
    except BadAddressError:
        raise UntrustedIdentityError(
            _("The other service did not tell your e-mail address.")
        ) from None
    verified = info.get("email_verified", token.get("email_verified"))
    if verified is not None and verified is not True and str(verified).lower() != "true":
        raise UntrustedIdentityError(_("The other service has not verified your e-mail address."))
    who = Identity(issuer, subject, email)
    if issuer == GOOGLE and token.get("hd") != who.domain:
        raise UntrustedIdentityError(_("Use the account of your school, not a private one."))
    return who
