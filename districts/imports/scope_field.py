"""School(s) or District: one field for what a connection speaks of."""

import uuid
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import School

DISTRICT = "district"


class ScopeField(forms.MultipleChoiceField):
    """The whole district, or one or more schools; cleans to the ids of the schools, none for all.

    Whoever is there for some schools is offered those alone.
    """

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": _("Tick the whole district, or at least one school."),
        "both": _("Tick either the whole district or schools, not both."),
    }

    def __init__(self) -> None:
        """Say what the scope does."""
        super().__init__(  # type: ignore[call-arg] # the stubs lack template_name
            label=_("School(s) or District"),
            help_text=_(
                "Whoever is missing in a package counts as gone only within this scope. Rows about "
                "other schools are left out."
            ),
            template_name="components/school-picker.html",
        )

    def offer(self, schools: Iterable[School], *, district: bool) -> None:
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
