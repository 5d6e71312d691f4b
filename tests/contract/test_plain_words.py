"""Whatever somebody mistypes, in whichever form: they never read Django's own sentence about it."""

from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module

import pytest
from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

from spacesedu.lib.plain_errors import PlainForm, codes_of, has_own_words, speak_plainly
from tests.contract import ours


def our_forms() -> Iterator[type[forms.BaseForm]]:
    """Yield every form that a file of ours defines."""
    for path in ours.sources():
        if "forms" in path.read_text():
            name = ".".join(path.relative_to(ours.ROOT).with_suffix("").parts)
            made = (one for one in vars(import_module(name)).values() if isinstance(one, type))
            for one in made:
                if issubclass(one, forms.BaseForm) and one.__module__ == name:
                    yield one


FORMS = list(our_forms())
NAMED = settings.ACCOUNT_FORMS | settings.MFA_FORMS


def test_there_are_forms_to_look_at() -> None:
    assert len(FORMS) > 30


@pytest.mark.parametrize("form", [*FORMS, *map(import_string, NAMED.values())])
def test_whoever_fills_in_a_form_is_answered_in_plain_words(form: type[forms.BaseForm]) -> None:
    assert issubclass(form, PlainForm)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_can_be_wrong_is_said_in_djangos_words(form: type[forms.Form]) -> None:
    fields = deepcopy(form.base_fields)
    speak_plainly(fields.values())
    djangos = {
        (name, code)
        for name, field in fields.items()
        for code in codes_of(field)
        if not has_own_words(field, code)
    }
    assert djangos == set()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (forms.CharField(max_length=3), "four", "At most 3 characters; these are 4."),
        (forms.CharField(), "a\0b", "This holds signs that cannot be seen. Type it anew."),
        (forms.ChoiceField(choices=[("a", "A")]), "01a2", "Choose among those offered."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), ["01a2"], "Choose among those offered."),
        (forms.DateField(), "tomorrow", "Type a day, like 2026-03-31."),
        (forms.IntegerField(min_value=1), "0", "This does not fit. Look at it again."),
        (forms.CharField(error_messages={"required": "Type a name."}), "", "Type a name."),
    ],
)
def test_a_form_says_what_to_do(field: forms.Field, typed: object, words: str) -> None:
    class Asked(PlainForm):
        it = field

    form = Asked({"it": typed})
    assert form.errors["it"] == [words]
