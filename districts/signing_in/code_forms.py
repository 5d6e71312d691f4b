"""The forms that take a code or a password of who is signed in, or about to be."""

from allauth.account.forms import ReauthenticateForm as AskForPasswordForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from districts.models import User
from districts.signing_in.forms import Plain

# Six digits from the app or eight from the sheet: a phone shows its number keys.
_DIGITS: dict[str, object] = {"inputmode": "numeric", "autocomplete": "one-time-code"}

# Seconds: the code of this period, the one before and the one after.
CODES_COUNT = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)


class PasswordAgainForm(Plain, AskForPasswordForm):
    """Asks for the password of who is signed in."""


class Once:
    """Takes a code of the app once, for as long as it counts.

    allauth remembers used codes for one period; with a tolerance they count for three.
    """

    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        """Refuse a code that was used already, in the same words as a wrong one."""
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            use_up(self.user, code)
        return code


def use_up(user: User, code: str) -> None:
    """Remember that the account has used the code; refuse one it has used already."""
    used = f"second-factor:used:{user.pk}:{normalize_user_code(code)}"
    if not cache.add(used, 1, timeout=CODES_COUNT):
        raise get_adapter().validation_error("incorrect_code")


class CodeForm(Once, Plain, AuthenticateForm):
    """The second step of signing in: a code of the app, or one from the sheet."""

    code = forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput(attrs={**_DIGITS, "autofocus": True})
    )


class CodeAgainForm(Once, Plain, ReauthenticateForm):
    """Asks for a code of who is signed in."""

    code = forms.CharField(label=_("Code"), max_length=20, widget=forms.TextInput(attrs=_DIGITS))


class AppForm(Plain, ActivateTOTPForm):
    """Tells by a first code that the app has understood."""

    code = forms.CharField(
        label=_("The six digits it shows now"),
        max_length=20,
        widget=forms.TextInput(attrs=_DIGITS),
    )

    def clean_code(self) -> str:
        """Take the code once: it would sign in for another minute."""
        code: str = super().clean_code()
        use_up(self.user, code)
        return code
