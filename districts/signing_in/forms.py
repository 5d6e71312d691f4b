"""The forms of the front door."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actions.accounts import account_at
from districts.signing_in.sign_ins import share_device
from districts.signing_in.usernames import full_username
from spacesedu.lib.address_field import AddressField
from spacesedu.lib.plain_errors import PlainForm

NEW_PASSWORD: dict[str, str | Promise] = {
    "password1": _("New password"),
    "password2": _("New password once more"),
}


class Plain(PlainForm):
    """Takes out allauth's placeholders, as the label stays above the field; errors are plain.

    ``labels`` are our words for allauth's fields.
    """

    labels: Mapping[str, str | Promise] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        """Make the form, then leave each field to its label."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name, words in self.labels.items():
            self.fields[name].label = str(words)


def shared_device_field() -> forms.BooleanField:
    """Return the box that whoever signs in on somebody else's computer ticks."""
    return forms.BooleanField(
        label=_("Other people use this device"),
        help_text=_(
            "For example at school or in a library. You are then signed out after 20 minutes."
        ),
        required=False,
    )


class SignInForm(Plain, LoginForm):
    """E-mail or username, and the password. ``district`` is set on a district's own page."""

    shared_device = shared_device_field()
    district_slug: str | None = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Say in plain words what goes into the first field."""
        super().__init__(*args, **kwargs)
        words = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = forms.CharField(
            label=_("E-mail or username"),
            max_length=254,
            widget=forms.TextInput(attrs=words),
            error_messages={"required": _("Type your e-mail or username.")},
        )
        self.fields["password"].error_messages["required"] = _("Type your password.")
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

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; a shared device is remembered before anything else happens."""
        share_device(request.session, shared=self.cleaned_data["shared_device"])
        response: HttpResponse = super().login(request, redirect_url)
        return response


class PasswordLinkForm(Plain, ResetPasswordForm):
    """Asks for the address a link goes to; the answer is the same for every address."""

    email = AddressField(label=_("E-mail"), autocomplete="email")  # type: ignore[assignment]

    def clean_email(self) -> str:
        """Find the account: one query, whether there is one or not."""
        email: str = self.cleaned_data["email"].key
        found = account_at(email)
        self.users = [found] if found is not None and found.is_active else []
        return email

    def save(self, request: HttpRequest, **kwargs: object) -> str:  # noqa: ARG002 -- allauth's
        """Queue the link, or as much work for an address without an account.

        allauth would make the link here, with queries of its own; ours is made when it is sent.
        """
        email: str = self.cleaned_data["email"]
        user = self.users[0] if self.users else None
        # Ours writes to nobody, too.
        get_adapter(request).send_password_reset_mail(user, email, {})  # type: ignore[arg-type]
        return email


class NewPasswordForm(Plain, ResetPasswordKeyForm):
    """Chooses a password by a link from the mail."""

    labels = NEW_PASSWORD


class ChosenPasswordForm(Plain, SetPasswordForm):
    """Chooses the first password of an account that has none."""

    labels = NEW_PASSWORD


class OtherPasswordForm(Plain, ChangePasswordForm):
    """Changes one's own password."""

    labels = NEW_PASSWORD | {"oldpassword": _("Your password now")}
