"""What a form says where something is wrong: what to do there, in the fewest words.

Django's own sentences speak of fields, values and choices. A field that has words of its own keeps
them; what Django would say otherwise is never read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

STILL_EMPTY = _("This is still empty.")
_DOES_NOT_FIT = _("This does not fit. Look at it again.")
_OFFERED = _("Choose among those offered.")
# By what is wrong and where, the first kind that a field is of.
_WORDS: Mapping[str, Mapping[type[forms.Field], Any]] = {
    "required": {
        forms.BooleanField: _("Tick this first."),
        forms.MultipleChoiceField: _("Tick at least one."),
        forms.ChoiceField: _("Choose one."),
        forms.EmailField: _("Type an e-mail address."),
        forms.Field: STILL_EMPTY,
    },
    "invalid": {
        forms.DateField: _("Type a day, like 2026-03-31."),
        forms.FileField: _("Choose the file once more."),
    },
    "empty": {forms.FileField: _("This file is empty.")},
    "invalid_choice": {forms.Field: _OFFERED},
    "invalid_list": {forms.Field: _OFFERED},
    "max_length": {
        forms.CharField: _("At most %(limit_value)d characters; these are %(show_value)d.")
    },
    "null_characters_not_allowed": {
        forms.Field: _("This holds signs that cannot be seen. Type it anew.")
    },
}
_DJANGOS = [
    words
    for kind in vars(forms).values()
    if isinstance(kind, type) and issubclass(kind, forms.Field)
    for words in vars(kind).get("default_error_messages", {}).values()
]


def speak_plainly(fields: Iterable[forms.Field]) -> None:
    """Give each of these fields plain words for everything that can be wrong with it."""
    for field in fields:
        for code in set(codes_of(field)):
            if not has_own_words(field, code):
                field.error_messages[code] = _words(field, code)


def codes_of(field: forms.Field) -> Iterator[str]:
    """Yield what can be wrong with a field, by Django's names for it."""
    yield from field.error_messages
    yield from (code for check in field.validators if (code := getattr(check, "code", None)))


def has_own_words(field: forms.Field, code: str) -> bool:
    """Tell whether what a field says of ``code`` is not Django's."""
    said = field.error_messages.get(code)
    return said is not None and not any(said is one for one in _DJANGOS)


def _words(field: forms.Field, code: str) -> Any:  # noqa: ANN401 -- text, lazily translated
    fitting = (words for kind, words in _WORDS.get(code, {}).items() if isinstance(field, kind))
    return next(fitting, _DOES_NOT_FIT)


class PlainForm(forms.Form):
    """A form whose fields say plainly what is wrong, those it gets later on included."""

    def full_clean(self) -> None:
        """Choose the words as late as can be: forms add fields after they are made."""
        speak_plainly(self.fields.values())
        super().full_clean()
