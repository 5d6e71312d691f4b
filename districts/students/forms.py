"""The forms about students: display name, deactivation, username and password, a scanned card."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from districts.actions.students import Reason
from districts.models import User
from districts.signing_in.forms import shared_device_field
from districts.signing_in.usernames import LONGEST, is_plain
from spacesedu.lib.names import is_plain_name, tidy_name
from spacesedu.lib.plain_errors import PlainForm

LONGEST_NAME = 100
# Hashing takes what it is given; no child types more than this.
LONGEST_PASSWORD = 200


class DisplayNameForm(PlainForm):
    """The name people read instead of the one the school's system gives; empty to take it back."""

    display_name = forms.CharField(
        label=_("Display name"),
        help_text=_("Stands in for the name that comes from the school's system, everywhere."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def clean_display_name(self) -> str:
        """Return the name with single spaces; refuse signs nobody sees."""
        name = tidy_name(self.cleaned_data["display_name"])
        if not is_plain_name(name):
            raise forms.ValidationError(
                _("This name holds signs that cannot be seen. Type it anew.")
            )
        return name


class DeactivateForm(PlainForm):
    """Deactivate: why, for the record, if one wants to say."""

    reason = forms.TypedChoiceField(
        label=_("Reason"),
        choices=[("", _("No reason given")), *Reason.choices],
        coerce=Reason,
        empty_value=None,
        required=False,
    )


class UsernameForm(PlainForm):
    """A username of the district, and a new password; both may be the proposed ones."""

    username = forms.CharField(
        label=_("Username"),
        help_text=_("Small letters a–z, digits, dots, hyphens and underscores."),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("New password"),
        help_text=_("Take this one, or type another with at least 8 characters."),
        max_length=LONGEST_PASSWORD,
        strip=True,
        # To be read out and written down, so it is shown.
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's
        name: str,
        **kwargs: Any,  # noqa: ANN401 -- Django's
    ) -> None:
        """Keep what the student is called: a password must not be like it."""
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_username(self) -> str:
        """Return the name in small letters; refuse what no child could type."""
        name: str = self.cleaned_data["username"].lower()
        if not is_plain(name):
            raise forms.ValidationError(
                _("A username is made of a–z, 0–9, dots, hyphens and underscores.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is short, or guessed first."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        username, password = cleaned.get("username"), cleaned.get("password")
        if username and password:
            try:
                validate_password(password, User(username=username, name=self.name))
            except forms.ValidationError as refused:
                self.add_error("password", refused)
        return cleaned


class CardForm(PlainForm):
    """Beside the button of a scanned card: nearly always others use that tablet too."""

    shared_device = shared_device_field()
