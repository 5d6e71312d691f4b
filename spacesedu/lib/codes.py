"""Short codes that people type: derived from a key outside the database, stored nowhere.

A code is good for one purpose and one nonce. Whoever keeps the nonce, in a session or in a queue,
keeps nothing that anybody could type.
"""

import hmac
from hashlib import sha256

from django.conf import settings


def derived(purpose: str, nonce: bytes, *, digits: int) -> str:
    """Return ``digits`` decimal digits: the same for the same purpose and nonce."""
    key = next(iter(settings.SHARE_LINK_KEYS.values()))
    mac = hmac.digest(key.encode(), purpose.encode() + b"\0" + nonce, sha256)
    return str(int.from_bytes(mac[:8]) % 10**digits).zfill(digits)
