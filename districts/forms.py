"""The forms of the front door."""

from allauth.account.fields import EmailField
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from districts.usernames import full_username


class Plain:
    """Takes out allauth's placeholders: the label stands above the field and stays there."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Make the form, then leave each field to its label."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Plain, LoginForm):
    """E-mail or username, and the password. ``district`` is set on a district's own page."""

    district_slug: str | None = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Say in plain words what goes into the first field."""
        super().__init__(*args, **kwargs)
        words = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = forms.CharField(
            label=_("E-mail or username"), max_length=254, widget=forms.TextInput(attrs=words)
        )
        self.order_fields(["login", "password"])

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

    email = EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class NewPasswordForm(Plain, ResetPasswordKeyForm):
    """Chooses a password by a link from the mail."""


class OtherPasswordForm(Plain, ChangePasswordForm):
    """Changes one's own password."""
