"""The form that adds an e-mail address to one's account."""

from allauth.account.fields import EmailField
from allauth.account.forms import AddEmailForm
from django import forms
from django.utils.translation import gettext_lazy

from districts.signing_in.forms import Plain
from spacesedu.lib.addresses import BadAddressError, parse

_ONE = gettext_lazy("Type one address, like name@example.org.")


class AddressForm(Plain, AddEmailForm):
    """Takes one address, folded like every address here.

    An address of another account gets the same answer as any other; only its owner is told.
    """

    email = EmailField(
        label=gettext_lazy("Another e-mail address"),
        error_messages={"invalid": _ONE},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self) -> str:
        """Return the address in the one form it is stored and compared in."""
        try:
            self.cleaned_data["email"] = parse(self.cleaned_data["email"]).key
        except BadAddressError:
            raise forms.ValidationError(_ONE, code="address") from None
        address: str = super().clean_email()
        return address
