"""The forms of the invitation page and of the Family tab."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.utils.translation import gettext_lazy as _

from districts.models import User
from families.actions.revoke import Why
from spacesedu.lib.addresses import Address, BadAddressError, parse

# Hashing takes what it is given; nobody remembers more than this.
LONGEST_PASSWORD = 1000


class AccountForm(forms.Form):
    """Who accepts an invitation without having an account: a name and a password, nothing else."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's
        """Keep the address the account will have; a password must not be like it."""
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        """Refuse what is short or well known."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.data.get("name", "")))
        return password


class AddFamilyForm(forms.Form):
    """Add Family: whom to invite. The students are chosen beside it."""

    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    first_name = forms.CharField(label=_("First name"), max_length=255, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=255, required=False)
    relationship = forms.CharField(
        label=_("Relationship"),
        help_text=_("For example mother, grandfather or foster parent."),
        max_length=60,
        required=False,
    )
    lift_bars = forms.BooleanField(
        label=_("Link all the same, and lift “Do not link again”"), required=False
    )

    def clean_email(self) -> Address:
        """Return one address that mail can be sent to; a list or a line break is none."""
        try:
            return parse(self.cleaned_data["email"])
        except BadAddressError:
            raise forms.ValidationError(
                _("Give one e-mail address, like name@example.org.")
            ) from None


class RevokeForm(forms.Form):
    """Revoke Account: why, and what else ends with it."""

    why = forms.ChoiceField(label=_("Reason"), choices=Why.choices, widget=forms.RadioSelect)
    do_not_link = forms.BooleanField(
        label=_("Do not link again"),
        help_text=_("No import links the two again until a person lifts it."),
        required=False,
    )
    classes = forms.MultipleChoiceField(
        label=_("End these class links too"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's
        classes: list[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401 -- Django's
    ) -> None:
        """Offer the pair's class associations, ticked; without any, do not ask."""
        super().__init__(*args, **kwargs)
        field = self.fields["classes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = classes
        field.initial = [key for key, _label in classes]
        if not classes:
            del self.fields["classes"]
