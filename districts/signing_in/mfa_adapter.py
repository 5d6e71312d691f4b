"""How allauth's second factors are bent to this product: who we are, and secrets kept sealed."""

import base64
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.signing_in.factors import may_be_removed

PURPOSE = b"spacesedu second factors"
# A passkey belongs to a name, never to a number; on one's own machine that name is localhost.
LOOPBACK = {"127.0.0.1", "::1"}


class MFAAdapter(DefaultMFAAdapter):
    """Second factors of this installation."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Your role needs two steps. Add a passkey first, then you can remove the app."
        ),
        "incorrect_code": gettext_lazy("This code is not right, or it was used already."),
    }

    def get_totp_issuer(self) -> str:
        """Return the name an authenticator app shows; the Host header has no say in it."""
        return settings.PRODUCT_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom passkeys are made: the host of BASE_URL, never the Host header's."""
        host = urlsplit(settings.BASE_URL).hostname or ""
        return {"id": "localhost" if host in LOOPBACK else host, "name": settings.PRODUCT_NAME}

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,
        type: Authenticator.Type,  # noqa: A002 -- allauth asks so
    ) -> str:
        """Return what a passkey is called until its owner says otherwise."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last factor of somebody whose role needs one."""
        return may_be_removed(authenticator)

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored: a copy of the database alone makes no codes."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what ``encrypt`` sealed, also under an earlier SECRET_KEY."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    own = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return base64.urlsafe_b64encode(own.derive(key.encode()))
