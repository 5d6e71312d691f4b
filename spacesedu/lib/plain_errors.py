"""What a form says of a field left empty: what to do there, in the fewest words.

Django says "This field is required." of all of them. A field that has words of its own keeps them.
"""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

STILL_EMPTY = _("This is still empty.")
_BY_KIND = (
    (forms.BooleanField, _("Tick this first.")),
    (forms.MultipleChoiceField, _("Tick at least one.")),
    (forms.ChoiceField, _("Choose one.")),
    (forms.EmailField, _("Type an e-mail address.")),
)
_DJANGOS = forms.Field.default_error_messages["required"]


def speak_plainly(fields: Iterable[forms.Field]) -> None:
    """Give each of these fields plain words for being empty."""
    for field in fields:
        if field.error_messages["required"] == _DJANGOS:
            field.error_messages["required"] = next(
                (words for kind, words in _BY_KIND if isinstance(field, kind)), STILL_EMPTY
            )


class PlainForm(forms.Form):
    """A form whose fields say plainly that they are empty, those it gets later on included."""

    def full_clean(self) -> None:
        """Choose the words as late as can be: forms add fields after they are made."""
        speak_plainly(self.fields.values())
        super().full_clean()
