"""E-mail addresses people and files give us: one rule for forms and for imports.

Trimmed; the local part plain ASCII; the domain turned into its IDNA form; compared case-folded; one
address, never a list; nothing that could start another mail header.
"""

import re
from dataclasses import dataclass

LONGEST = 254

# Understood alike by Python and by PostgreSQL, where imports use it on millions of rows.
PATTERN = (
    r"^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]*[a-zA-Z0-9]$"
)
# Before the @, and between two dots after it; counting inside the pattern would make it slow.
LOCAL_LONGEST = 64
LABEL_TOO_LONG = r"@.*[^.]{64}"

# Sharp s and final sigma: themselves in today's standard, other letters in the one before.
TWO_MEANINGS = frozenset("\u00df\u1e9e\u03c2")

_PLAIN = re.compile(PATTERN.removesuffix("$") + r"\Z")
_LABEL_TOO_LONG = re.compile(LABEL_TOO_LONG)


class BadAddressError(ValueError):
    """The text is not one e-mail address."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address as mail is sent to it, and the key by which two spellings are the same."""

    text: str
    key: str


def parse(text: str) -> Address:
    """Return the one address in ``text``; raise BadAddressError for anything else.

    ``" Ann@Écoles.example "`` is ``Ann@xn--coles-9ra.example``, the same as ``ann@écoles.example``.
    """
    if len(text) > LONGEST:
        raise BadAddressError(text)  # and nothing is spent on it
    local, at, domain = text.strip().rpartition("@")
    try:
        plain = f"{local}{at}{_ascii(domain)}"
    except UnicodeError:
        raise BadAddressError(text) from None
    too_long = len(plain) > LONGEST or len(local) > LOCAL_LONGEST or _LABEL_TOO_LONG.search(plain)
    if too_long or not _PLAIN.match(plain):
        raise BadAddressError(text)
    return Address(plain, plain.lower())


def _ascii(domain: str) -> str:
    if domain.isascii():
        return domain
    if not domain.isprintable():
        raise UnicodeError  # signs that nobody sees
    if TWO_MEANINGS & set(domain):
        raise UnicodeError  # one standard makes it another domain, which may be another owner's
    return domain.encode("idna").decode("ascii")
