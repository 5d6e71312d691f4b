"""Copy Post: where to."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portfolios.writing.copying import Target
from spacesedu.lib.plain_errors import PlainForm


@dataclass(frozen=True, slots=True)
class Choice:
    """One portfolio in the form: its radio button, and a tick for each of its sections."""

    portfolio: BoundWidget
    sections: tuple[BoundWidget, ...]


class CopyForm(PlainForm):
    """A portfolio, and any of its sections; ticks below another portfolio are not looked at."""

    portfolio = forms.TypedChoiceField(
        label=_("Copy to"), coerce=uuid.UUID, widget=forms.RadioSelect
    )
    sections = forms.TypedMultipleChoiceField(
        label=_("Sections"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
    )
    sent_as = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, targets: Sequence[Target]) -> None:
        """Offer the portfolios, the first one chosen, and the sections of all of them."""
        super().__init__(
            data, initial={"portfolio": targets[0].portfolio.pk, "sent_as": uuid.uuid4}
        )
        self.targets = targets
        places = [(one.portfolio.pk, one.portfolio.template.name) for one in targets]
        sections = [(section.pk, section.name) for one in targets for section in one.sections]
        self.fields["portfolio"].choices = places  # type: ignore[attr-defined]
        self.fields["sections"].choices = sections  # type: ignore[attr-defined]

    def choices(self) -> list[Choice]:
        """Return what is to be drawn, portfolio by portfolio."""
        ticks = iter(self["sections"].subwidgets)
        return [
            Choice(radio, tuple(next(ticks) for _section in target.sections))
            for radio, target in zip(self["portfolio"].subwidgets, self.targets, strict=True)
        ]
