"""Second factors of people in tests."""

import hashlib
import secrets
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from districts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- opens nothing but a test's database
CLIENT = b'{"type": "webauthn.create", "challenge": "AA", "origin": "http://localhost"}'


def app_of(user: User) -> Authenticator:
    """Build the app on a person's phone; everybody's shows the same codes."""
    return Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": _sealed()})


@cache
def _sealed() -> str:
    return encrypt(SECRET)


def passkey_of(user: User, name: str = "My tablet") -> Authenticator:
    """Save a passkey of the person, as a device would have made it."""
    public = generate_private_key(SECP256R1()).public_key()
    credential = secrets.token_bytes(16)
    key = ES256.from_cryptography_key(public)  # type: ignore[no-untyped-call]
    held = AttestedCredentialData.create(bytes(16), credential, key)
    made = AuthenticatorData.create(
        hashlib.sha256(b"localhost").digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT,
        0,
        held,
    )
    answer = {
        "clientDataJSON": websafe_encode(CLIENT),
        "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
    }
    name_of_key = websafe_encode(credential)
    data = {"id": name_of_key, "rawId": name_of_key, "type": "public-key", "response": answer}
    passkey: Authenticator = Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": data},
    )
    return passkey
