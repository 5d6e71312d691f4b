"""School(s) or District: one field for what is for some schools, or for all of them."""

import uuid
from collections.abc import Collection, Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import School

DISTRICT = "district"


class SchoolsField(forms.MultipleChoiceField):
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
        """Offer nothing yet."""
        super().__init__(  # type: ignore[call-arg] # the stubs lack template_name
            label=_("School(s) or District"),
            template_name="components/school-picker.html",
        )

    def offer(self, schools: Iterable[School], *, district: bool = True) -> None:
        """Offer these schools, and the district to whoever has all of it; one alone is ticked."""
        names = [(str(school.pk), str(school)) for school in schools]
        whole = [(DISTRICT, _("The whole district"))] if district else []
        self.choices = [*whole, *names]
        if district:
            self.initial = [DISTRICT]
        elif len(names) == 1:
            self.initial = [names[0][0]]

    def clean(self, value: object) -> frozenset[uuid.UUID]:
        """Return the ids of the schools; none for the district."""
        ticked = super().clean(value)
        if DISTRICT not in ticked:
            return frozenset(uuid.UUID(one) for one in ticked)
        if len(ticked) > 1:
            raise forms.ValidationError(self.error_messages["both"], code="both")
        return frozenset()


def ticks(school_ids: Collection[uuid.UUID]) -> list[str]:
    """Return what is ticked for these schools; for none, the district."""
    return [str(school) for school in school_ids] or [DISTRICT]
