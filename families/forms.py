"""The forms of the invitation page and of the Family tab."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.signing_in.first_password import FirstPasswordForm
from families.actions.revoke import Why
from spacesedu.lib.address_field import AddressField
from spacesedu.lib.plain_errors import PlainForm


class AccountForm(FirstPasswordForm):
    """Who accepts an invitation without having an account: a name and a password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "password", "shared_device")


class AddFamilyForm(PlainForm):
    """Add Family: whom to invite. The students are chosen beside it."""

    email = AddressField(label=_("E-mail"))
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


class RevokeForm(PlainForm):
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
