"""A section's name, and where the posts of a removed one go."""

import uuid
from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portfolios.forms.template import LONGEST_NAME
from portfolios.shaping.reads import SectionRow
from spacesedu.lib.plain_errors import PlainForm


class SectionForm(PlainForm):
    """One name. ``seen`` is what the section was called when the form was opened."""

    name = forms.CharField(label=_("Name of the section"), max_length=LONGEST_NAME)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class RemoveForm(PlainForm):
    """Into which section its posts go; none: they stay under Home."""

    into = forms.TypedChoiceField(
        label=_("Put its posts into another section"),
        required=False,
        coerce=uuid.UUID,
        empty_value=None,
    )

    def __init__(self, data: QueryDict | None, *, others: Iterable[SectionRow]) -> None:
        """Offer the other sections of the template."""
        super().__init__(data)
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)
        into.choices = [
            ("", _("No, under Home alone")),
            *((str(one.id), one.name) for one in others),
        ]
