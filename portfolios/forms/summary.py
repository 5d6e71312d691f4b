"""Writing the Summary Statement."""

import uuid
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portfolios.actions import summary_mark
from portfolios.forms.editor import EditorInput
from portfolios.models import MAX_SUMMARY, Portfolio, SummaryDraft
from portfolios.writing.origin import version
from spacesedu.lib.numbers import grouped_lazy
from spacesedu.lib.plain_errors import PlainForm

_MARK = 100
"""Characters of whatever a form says about itself; none is as long."""


class SummaryForm(PlainForm):
    """One text, and the mark of the one it began with: ``seen``.

    ``sent_as`` names this very form, ``opened_from`` the draft that it was filled in from. The
    limit counts what is kept, so the action says when the text is too long.
    """

    summary = forms.CharField(
        label=_("Summary Statement"),
        required=False,
        widget=EditorInput(attrs={"rows": 12}),
        # The browser's own limit would cut off what is pasted, without a word.
        help_text=format_lazy(_("At most {most} characters."), most=grouped_lazy(MAX_SUMMARY)),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    sent_as = forms.CharField(required=False, widget=forms.HiddenInput)
    opened_from = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, portfolio: Portfolio, draft: SummaryDraft | None
    ) -> None:
        """Begin with what was sent, else with what was kept, else with what is saved."""
        kept = QueryDict(draft.words) if draft else QueryDict()
        begun = {
            "summary": kept.get("summary", portfolio.summary),
            "seen": kept.get("seen") or summary_mark(portfolio.summary),
            "sent_as": uuid.uuid4(),
            "opened_from": version(draft),
        }
        super().__init__(data, initial=begun)

    def look_again(self, *, seen: str) -> None:
        """Keep what was typed; sent again, it counts as typed by somebody who has seen ``seen``."""
        assert isinstance(self.data, QueryDict)
        typed = self.data.copy()
        typed["seen"] = seen
        self.data = typed


def typed_summary(sent: QueryDict) -> str:
    """Return the form as it stands, in the one line that drafts are kept in."""
    marks = {name: sent.get(name, "")[:_MARK] for name in ("seen", "sent_as", "opened_from")}
    return urlencode({"summary": sent.get("summary", "")} | marks)
