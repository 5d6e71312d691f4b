"""The form field for one e-mail address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from spacesedu.lib.addresses import LONGEST, Address, BadAddressError, parse

_ONE = _("Type one address, like name@example.org.")


class AddressField(forms.CharField):
    """Cleans to an ``Address``: one that mail can be sent to, and that a column can hold.

    A list, a line break, an endless one: each is told the same, and nothing of any account.
    """

    default_error_messages = {
        "required": _("Type an e-mail address."),
        "invalid": _ONE,
        "max_length": _ONE,
    }

    def __init__(
        self,
        *,
        autocomplete: str = "off",
        **words: Any,  # noqa: ANN401 -- Django's
    ) -> None:
        """Take the words beside it; ``autocomplete`` is "email" for one's own address."""
        super().__init__(
            max_length=LONGEST,
            widget=forms.EmailInput(attrs={"autocomplete": autocomplete}),
            **words,
        )

    def clean(self, value: object) -> Address:
        """Return the address."""
        try:
            return parse(super().clean(value))
        except BadAddressError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
