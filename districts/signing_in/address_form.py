"""The form that adds an e-mail address to one's account."""

from allauth.account.forms import AddEmailForm
from django.utils.translation import gettext_lazy as _

from districts.signing_in.forms import Plain
from spacesedu.lib.address_field import AddressField


class AddressForm(Plain, AddEmailForm):
    """Takes one address, folded like every address here.

    An address of another account gets the same answer as any other; only its owner is told.
    """

    email = AddressField(label=_("Another e-mail address"))  # type: ignore[assignment]

    def clean_email(self) -> str:
        """Return the address in the one form it is stored and compared in."""
        self.cleaned_data["email"] = self.cleaned_data["email"].key
        address: str = super().clean_email()
        return address
