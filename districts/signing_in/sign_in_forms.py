"""The forms of signing in by a code from the mail."""

import hmac

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from districts.actions.accounts import account_at
from districts.models import User
from districts.signing_in.forms import Plain, shared_device_field
from districts.signing_in.sign_in_code import NO_NONCE, code_of
from spacesedu.lib.address_field import AddressField


class AskForCodeForm(Plain, RequestLoginCodeForm):
    """Asks for the address a code goes to; the answer is the same for every address."""

    email = AddressField(label=_("E-mail"), autocomplete="email")  # type: ignore[assignment]
    shared_device = shared_device_field()

    _user: User | None

    @property
    def is_known(self) -> bool:
        """Tell whether the address opens an account; for the view alone, never for the page."""
        return self._user is not None

    def clean_email(self) -> str:
        """Find the account of a confirmed address, by one query whether there is one or not."""
        email: str = self.cleaned_data["email"].key
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("too_many_login_attempts")
        found = account_at(email)
        self._user = found if found is not None and found.is_active else None
        return email


class CodeFromMailForm(Plain, ConfirmLoginCodeForm):
    """Takes the six digits, with or without the gap between them."""

    code = forms.CharField(
        label=_("The six digits from the mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )

    def clean_code(self) -> str:
        """Derive the code from what allauth takes for it: the nonce, empty for an unknown address.

        The same work is done without one, and no digits fit.
        """
        nonce = self.expected_code
        typed = "".join(sign for sign in self.cleaned_data["code"] if sign.isdecimal())
        fits = hmac.compare_digest(typed.encode(), code_of(nonce or NO_NONCE).encode())
        if not (fits and nonce):
            raise get_adapter().validation_error("incorrect_code")
        return typed
