"""School(s) or District: one field for whom a template is for."""

import uuid
from collections.abc import Collection, Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import School

DISTRICT = "district"


class AudienceField(forms.MultipleChoiceField):
    """The whole district, or one or more schools; cleans to the ids of the schools, none for all.

    The district is a choice like the schools: were it what is left when nothing is ticked, letting
    go of the last school would open a template to everybody. A script lets go of the one when the
    other is ticked; without it the form says that only one of them can be.
    """

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": _("Tick the whole district, or at least one school."),
        "both": _("Tick either the whole district or schools, not both."),
    }

    def __init__(self) -> None:
        """Begin with the district."""
        super().__init__(  # type: ignore[call-arg] # the stubs lack template_name
            label=_("School(s) or District"),
            initial=[DISTRICT],
            template_name="portfolios/_audience_field.html",
        )

    def offer(self, schools: Iterable[School]) -> None:
        """Offer the district and these schools."""
        names = [(str(school.pk), str(school)) for school in schools]
        self.choices = [(DISTRICT, _("The whole district")), *names]

    def clean(self, value: object) -> list[uuid.UUID]:
        """Return the ids of the schools; none for the district."""
        ticked = super().clean(value)
        if DISTRICT not in ticked:
            return [uuid.UUID(one) for one in ticked]
        if len(ticked) > 1:
            raise forms.ValidationError(self.error_messages["both"], code="both")
        return []


def ticked(school_ids: Collection[uuid.UUID]) -> list[str]:
    """Return what is ticked for an audience."""
    return [str(school) for school in school_ids] or [DISTRICT]
