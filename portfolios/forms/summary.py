"""Writing the Summary Statement."""

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portfolios.forms.editor import EditorInput
from portfolios.models import MAX_SUMMARY
from spacesedu.lib.numbers import grouped_lazy
from spacesedu.lib.plain_errors import PlainForm


class SummaryForm(PlainForm):
    """One text, and the mark of the one it began with.

    The limit counts what is kept, so the action says when the text is too long.
    """

    summary = forms.CharField(
        label=_("Summary Statement"),
        required=False,
        widget=EditorInput(attrs={"rows": 12}),
        # The browser's own limit would cut off what is pasted, without a word.
        help_text=format_lazy(_("At most {most} characters."), most=grouped_lazy(MAX_SUMMARY)),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def look_again(self, *, seen: str) -> None:
        """Keep what was typed; sent again, it counts as typed by somebody who has seen ``seen``."""
        assert isinstance(self.data, QueryDict)
        typed = self.data.copy()
        typed["seen"] = seen
        self.data = typed
