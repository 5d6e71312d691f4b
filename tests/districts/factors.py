"""What second factors show in tests: a real code of the app; and time that has passed."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client

from districts.models import User

METHODS = "account_authentication_methods"


def an_hour_passes(client: Client) -> None:
    """Let the last proof of who is signed in be an hour old."""
    session = client.session
    session[METHODS] = [{**record, "at": record["at"] - 3600} for record in session[METHODS]]
    session.save()


def code_of(user: User) -> str:
    """Return what the person's app shows at this moment."""
    app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_for(decrypt(app.data["secret"]))


def code_for(secret: str) -> str:
    """Return the code of a secret at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
