"""Writing a post."""

import uuid
from collections.abc import Iterable
from datetime import date

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from portfolios.actions import Draft
from portfolios.forms.files import FilesField
from portfolios.models import Post, Section
from spacesedu.lib.plain_errors import PlainForm


class PostForm(PlainForm):
    """A post: words, day, sections, new files. What was typed survives every error."""

    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("**bold**, *italic*, - lists and [links](https://…) work."),
    )
    posted_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sections = forms.TypedMultipleChoiceField(
        label=_("Sections"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
    )
    uploads = FilesField(
        label=_("Photos and files"),
        required=False,
        help_text=_("Photos, recordings (MP3, M4A, WAV) and PDFs. You can choose several."),
    )
    alt = forms.CharField(
        label=_("What can be seen in the new photos?"),
        required=False,
        max_length=500,
        help_text=_("Read aloud to people who cannot see them."),
    )

    def __init__(
        self,
        data: "QueryDict | None" = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        sections: Iterable[Section],
        today: date,
        post: Post | None = None,
    ) -> None:
        """Offer the template's sections; begin with today, or with the post being edited."""
        initial: dict[str, object] = {"posted_on": today}
        if post is not None:
            initial = {
                "title": post.title,
                "body": post.body,
                "posted_on": post.posted_on,
                "sections": [str(row.section_id) for row in post.section_rows.all()],
            }
        super().__init__(data, files, initial=initial)
        choices = [(str(section.pk), section.name) for section in sections]
        self.fields["sections"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["sections"]

    def draft(self) -> Draft:
        """Return what was written."""
        cleaned = self.cleaned_data
        return Draft(
            title=cleaned["title"],
            body=cleaned["body"],
            posted_on=cleaned["posted_on"],
            section_ids=frozenset(cleaned.get("sections", ())),
        )
