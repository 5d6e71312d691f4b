"""The forms of passkeys. What a browser sends is not always what it should be."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from districts.signing_in.forms import Plain


@contextmanager
def _understood() -> Iterator[None]:
    """Turn what cannot be read as a passkey into the sentence for a wrong one."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError):
        raise get_adapter().validation_error("incorrect_code") from None


class Shown(Plain):
    """Reads the passkey that was shown."""

    def clean_credential(self) -> Authenticator:
        """Return whose key it is; allauth lets some malformed answers through to a crash."""
        with _understood():
            shown: Authenticator = super().clean_credential()  # type: ignore[misc]
        return shown


class PasskeySignInForm(Shown, LoginWebAuthnForm):
    """Signs in with a passkey alone."""


class PasskeyStepForm(Shown, AuthenticateWebAuthnForm):
    """The second step of signing in, by a passkey."""


class PasskeyAgainForm(Shown, ReauthenticateWebAuthnForm):
    """Asks for a passkey of who is signed in."""


class NewPasskeyForm(Plain, AddWebAuthnForm):
    """Names a new passkey. It always signs in by itself: there is nothing to tick."""

    name = forms.CharField(
        label=_("What do you call it?"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Take every passkey for one that needs no password beside it."""
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        """Check what the browser made of the passkey."""
        with _understood():
            answer: dict[str, Any] = super().clean()
        return answer


class PasskeyNameForm(Plain, EditWebAuthnForm):
    """Gives a passkey another name."""

    name = forms.CharField(label=_("What do you call it?"), max_length=60)
