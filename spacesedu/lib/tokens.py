"""Capability tokens: derived, never stored.

A token is ``base32(handle ‖ MAC)``: an 8-byte random handle that finds the row and the first 16
bytes of ``HMAC-SHA256(key[kid], purpose ‖ handle ‖ nonce)``. The row keeps handle, nonce and kid;
neither a database dump nor a stolen key alone yields a live token, and one purpose's token never
opens another's door.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

HANDLE_BYTES = 8
MAC_BYTES = 16
NONCE_BYTES = 16
TOKEN_LENGTH = 39  # ceil(24 bytes × 8 / 5)

_RFC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_TO_CROCKFORD = str.maketrans(_RFC, _CROCKFORD)
_TO_RFC = str.maketrans(_CROCKFORD, _RFC)


@dataclass(frozen=True, slots=True)
class Secret:
    """What a row keeps of its token."""

    kid: str
    handle: bytes
    nonce: bytes


def newest_kid() -> str:
    """Return the name of the key that signs what is made from now on."""
    return next(iter(settings.SHARE_LINK_KEYS))


def new_handle() -> bytes:
    """Return eight random bytes that find a row and open nothing."""
    return secrets.token_bytes(HANDLE_BYTES)


def new_nonce() -> bytes:
    """Return the sixteen random bytes that only the row knows."""
    return secrets.token_bytes(NONCE_BYTES)


def new_secret() -> Secret:
    """Return a fresh secret under the newest key."""
    return Secret(newest_kid(), new_handle(), new_nonce())


def token(purpose: str, secret: Secret) -> str | None:
    """Return the 39-character token; None when its key has been dropped."""
    mac = _mac(purpose, secret)
    return None if mac is None else _encode(secret.handle + mac)


def handle_of(text: str) -> bytes | None:
    """Return the handle a token names; None when the text is not a canonical token."""
    raw = _decode(text)
    return None if raw is None else raw[:HANDLE_BYTES]


def matches(text: str, purpose: str, secret: Secret | None) -> bool:
    """Tell whether ``text`` is the token of ``secret``; the same work is done without one."""
    raw = _decode(text)
    known = secret or Secret(newest_kid(), b"\0" * HANDLE_BYTES, b"\0" * NONCE_BYTES)
    mac = _mac(purpose, known)
    expected = known.handle + (mac or b"\1" * MAC_BYTES)
    same = hmac.compare_digest(raw or b"\0" * len(expected), expected)
    return same and raw is not None and secret is not None and mac is not None


def _mac(purpose: str, secret: Secret) -> bytes | None:
    key = settings.SHARE_LINK_KEYS.get(secret.kid)
    if key is None:
        return None
    message = purpose.encode() + b"\0" + secret.handle + secret.nonce
    return hmac.digest(key.encode(), message, sha256)[:MAC_BYTES]


def _encode(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").translate(_TO_CROCKFORD)


def _decode(text: str) -> bytes | None:
    # The Kelvin sign becomes a k in lower case.
    lowered = text.lower() if text.isascii() else ""
    if len(lowered) != TOKEN_LENGTH or not all(sign in _CROCKFORD for sign in lowered):
        return None
    raw = base64.b32decode(lowered.translate(_TO_RFC) + "=")
    # Spare bits must be zero: one row, one spelling.
    return raw if _encode(raw) == lowered else None
