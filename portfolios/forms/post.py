"""Writing a post: its words, its day, its sections."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from portfolios.actions import LinkWords, Words
from portfolios.forms.editor import EditorInput, LinesField
from portfolios.forms.files import FilesField, takeable
from portfolios.models import Post, Section
from spacesedu.lib.plain_errors import PlainForm

LONGEST_TEXT = 20_000
"""Characters of a post, a description or a preview of one."""


class PostForm(PlainForm):
    """A post: words, day, sections, new files. What was typed survives every error.

    ``sent_as`` names this very form, ``opened_from`` the draft that it was filled in from, and
    ``seen`` the version of the post that it was made from.
    """

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        error_messages={"required": _("Give your post a title.")},
    )
    uploads = FilesField(
        label=_("Photos and files"),
        required=False,
        help_text=_("Photos, videos, recordings, PDFs and office files. You can choose several."),
    )
    alt = forms.CharField(
        label=_("What can be seen in the new photos?"),
        required=False,
        max_length=500,
        help_text=_("Read aloud to people who cannot see them."),
    )
    body = LinesField(
        label=_("Text"),
        required=False,
        most=LONGEST_TEXT,
        widget=EditorInput(attrs={"rows": 8}),
    )
    sections = forms.TypedMultipleChoiceField(
        label=_("Sections"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a section, the post is on Home alone."),
        error_messages={
            "invalid_choice": _(
                "A section you ticked is not there any more. All else is as you left it."
            )
        },
    )
    posted_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sent_as = forms.CharField(required=False, widget=forms.HiddenInput)
    opened_from = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(  # noqa: PLR0913 - all that a form may begin with
        self,
        data: "QueryDict | None" = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        sections: Iterable[Section],
        today: date,
        post: Post | None = None,
        kept: "QueryDict | None" = None,
        opened_from: str = "",
        section: str = "",
    ) -> None:
        """Offer the template's sections; begin with ``kept``, else with the post, else today.

        A new post begins in ``section``, the one it was begun from.
        """
        initial: dict[str, object] = {"posted_on": today, "sent_as": uuid.uuid4()}
        initial |= {"sections": [section], "opened_from": opened_from}
        initial |= _of_post(post) if post else {}
        initial |= _of_draft(kept) if kept is not None else {}
        super().__init__(data, files, initial=initial)
        choices = [(str(section.pk), section.name) for section in sections]
        self.fields["sections"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["sections"]

    def clean_sent_as(self) -> uuid.UUID | None:
        """Return the form's own id; a damaged one is none."""
        try:
            return uuid.UUID(self.cleaned_data["sent_as"])
        except ValueError:
            return None

    def clean_seen(self) -> datetime | None:
        """Return when the post was changed last that this form was made from, if it says so."""
        try:
            seen = datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None
        return seen if seen.tzinfo else None

    def taken(self) -> "list[UploadedFile[bytes]]":
        """Return the files that can be taken, whether or not there are others among them."""
        return takeable(self.files.getlist("uploads") if self.files else [])

    def words(self, links: tuple[LinkWords, ...]) -> Words:
        """Return what was written."""
        cleaned = self.cleaned_data
        return Words(
            title=cleaned["title"],
            body=cleaned["body"],
            posted_on=cleaned["posted_on"],
            section_ids=frozenset(cleaned.get("sections", ())),
            links=links,
        )


def _of_post(post: Post) -> dict[str, object]:
    return {
        "title": post.title,
        "body": post.body,
        "posted_on": post.posted_on,
        "sections": [str(row.section_id) for row in post.section_rows.all()],
        "seen": post.updated_at.isoformat(),
    }


def _of_draft(kept: QueryDict) -> dict[str, object]:
    names = ("title", "body", "posted_on", "seen")
    return {name: kept[name] for name in names if name in kept} | {
        "sections": kept.getlist("sections")
    }
