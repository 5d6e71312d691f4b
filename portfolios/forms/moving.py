"""Which sections a post is in, without opening the editor."""

import uuid
from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portfolios.models import Post, Section
from spacesedu.lib.plain_errors import PlainForm


class SectionsForm(PlainForm):
    """One tick a section."""

    sections = forms.TypedMultipleChoiceField(
        label=_("Sections"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: QueryDict | None = None, *, post: Post, sections: Iterable[Section]
    ) -> None:
        """Offer the template's sections; those the post is in are ticked."""
        ticked = [str(row.section_id) for row in post.section_rows.all()]
        super().__init__(data, initial={"sections": ticked})
        self.fields["sections"].choices = [  # type: ignore[attr-defined]
            (str(section.pk), section.name) for section in sections
        ]
