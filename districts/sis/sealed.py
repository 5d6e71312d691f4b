"""Credentials of a service, encrypted at rest: they go in, are used by a pull, and never come out.

The keys are made from SECRET_KEY under a purpose of their own; what an earlier SECRET_KEY sealed is
opened as long as it stands among SECRET_KEY_FALLBACKS.
"""

import base64
import json
from dataclasses import asdict, dataclass, field

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"spacesedu credentials of a SIS service"


class SealBrokenError(Exception):
    """No key of this installation opens it: the credentials have to be typed once more."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Client id or consumer key with its secret; for a bearer the token alone, as ``secret``.

    Neither shows itself in a log or a traceback.
    """

    key: str = field(repr=False)
    secret: str = field(repr=False)


def seal(credentials: Credentials) -> str:
    """Return the credentials as they are stored."""
    return _box().encrypt(json.dumps(asdict(credentials)).encode()).decode()


def unseal(sealed: str) -> Credentials:
    """Return what was sealed; raises ``SealBrokenError`` where no key opens it any more."""
    try:
        said = json.loads(_box().decrypt(sealed.encode()))
        return Credentials(str(said["key"]), str(said["secret"]))
    except (InvalidToken, ValueError, KeyError, TypeError) as broken:
        raise SealBrokenError from broken


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    own = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return base64.urlsafe_b64encode(own.derive(key.encode()))
