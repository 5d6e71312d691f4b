"""The forms of the front door."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from districts.usernames import full_username


class SignInForm(LoginForm):
    """E-mail or username, and the password. ``district`` is set on a district's own page."""

    district_slug: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say in plain words what goes into the first field."""
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("E-mail or username")
        field.max_length = 254
        # The first thing anybody comes here for; screen readers hear the heading before it anyway.
        field.widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def user_credentials(self) -> dict[str, str]:
        """Return one name and the password.

        One name only: allauth would try an address a second time as a username, and the two
        password checks would tell by their duration that an account exists.
        """
        login = self.cleaned_data["login"]
        password = self.cleaned_data["password"]
        if "@" in login:
            return {"email": login.lower(), "password": password}
        return {"username": full_username(self.district_slug, login), "password": password}


class PasswordLinkForm(ResetPasswordForm):
    """Asks for the address a link goes to; the answer is the same for every address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Use the words of this product."""
        super().__init__(*args, **kwargs)
        field = self.fields["email"]
        field.label = _("E-mail")
        field.widget.attrs.pop("placeholder", None)
