"""The form of somebody who makes an account, having come by a link that knows their address."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.utils.translation import gettext_lazy as _

from districts.models import User
from districts.signing_in.forms import shared_device_field
from spacesedu.lib.plain_errors import PlainForm

# Hashing takes what it is given; nobody remembers more than this.
LONGEST_PASSWORD = 1000


class FirstPasswordForm(PlainForm):
    """The password of an account whose address, and perhaps name, is known from the link."""

    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    shared_device = shared_device_field()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's
        email: str,
        name: str = "",
        **kwargs: Any,  # noqa: ANN401 -- Django's
    ) -> None:
        """Keep whose it will be: a password must not be like either."""
        super().__init__(*args, **kwargs)
        self.email, self.known_name = email, name
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        """Refuse what is short or guessed first."""
        password: str = self.cleaned_data["password"]
        name = self.known_name or self.data.get("name", "")
        validate_password(password, User(email=self.email, name=name))
        return password
