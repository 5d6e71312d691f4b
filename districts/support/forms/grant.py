"""For how long Support may read a district, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from spacesedu.lib.plain_errors import PlainForm

HOURS = (1, 2, 4, 8, 24)


def in_words() -> list[tuple[int, str]]:
    """Return the terms to choose from, asked when the form is drawn, in the reader's language."""
    return [(n, ngettext("%(count)d hour", "%(count)d hours", n) % {"count": n}) for n in HOURS]


class GrantForm(PlainForm):
    """Hours and reason. A day is the longest; the reason is read by Support."""

    hours = forms.TypedChoiceField(
        label=_("For how long"),
        coerce=int,
        choices=in_words,
        initial=HOURS[0],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What they should look at"),
        help_text=_("Support reads this. Name the class or the page, but no student."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
