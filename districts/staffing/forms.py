"""The forms of the Staff page: a role with its schools, a person, and a first password."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import School
from districts.staffing.grantable import Gift
from spacesedu.lib.addresses import Address, BadAddressError, parse
from spacesedu.lib.name_field import NameField
from spacesedu.lib.plain_errors import PlainForm


class RoleForm(PlainForm):
    """A role, and where. Only what the giver may give can be chosen at all."""

    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})
    schools = forms.MultipleChoiceField(
        label=_("Schools"),
        help_text=_("Where the role counts. District Admins have the whole district."),
        error_messages={"required": _("Choose at least one school.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 -- Django's
        gifts: Iterable[Gift],
        schools: Iterable[School],
        **kwargs: Any,  # noqa: ANN401 -- Django's
    ) -> None:
        """Offer the giver's roles and schools; a single school is ticked."""
        super().__init__(*args, **kwargs)
        self.gifts = {gift.key: gift for gift in gifts}
        places = [(str(school.pk), str(school)) for school in schools]
        role, where = self.fields["role"], self.fields["schools"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(where, forms.MultipleChoiceField)
        role.choices = [(key, gift.label) for key, gift in self.gifts.items()]
        where.choices = places
        if len(places) == 1:
            where.initial = [places[0][0]]

    def clean_role(self) -> Gift:
        """Return the role as the table knows it."""
        return self.gifts[self.cleaned_data["role"]]

    def clean(self) -> dict[str, Any]:
        """Leave the schools out of account where the role is for the whole district."""
        data: dict[str, Any] = self.cleaned_data
        gift = data.get("role")
        if gift and not gift.at_schools:
            self.errors.pop("schools", None)
            data["schools"] = []
        return data

    @property
    def school_ids(self) -> list[uuid.UUID]:
        """Return the schools chosen."""
        return [uuid.UUID(key) for key in self.cleaned_data["schools"]]


class InviteForm(RoleForm):
    """Who is invited, and to what."""

    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type an e-mail address.")},
    )
    first_name = NameField(
        label=_("First name"),
        max_length=255,
        error_messages={"required": _("Type the first name.")},
    )
    last_name = NameField(
        label=_("Last name"),
        max_length=255,
        error_messages={"required": _("Type the last name.")},
    )

    field_order = ("email", "first_name", "last_name", "role", "schools")

    def clean_email(self) -> Address:
        """Return one address that mail can be sent to; a list or a line break is none."""
        try:
            return parse(self.cleaned_data["email"])
        except BadAddressError:
            raise forms.ValidationError(
                _("Give one e-mail address, like name@example.org.")
            ) from None
