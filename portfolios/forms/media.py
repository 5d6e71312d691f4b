"""The files a post already has: words for each, and whether it stays."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portfolios.actions import FileChanges
from portfolios.models import Attachment, MediaKind
from spacesedu.lib.plain_errors import PlainForm


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file in the form; ``alt_field`` only for photos, ``thumb_url`` only when ready."""

    name: str
    thumb_url: str
    alt_field: forms.BoundField | None
    remove_field: forms.BoundField


class MediaForm(PlainForm):
    """Two fields a file, named by its id."""

    def __init__(self, data: QueryDict | None = None, *, attachments: Iterable[Attachment]) -> None:
        """Make the fields for these files."""
        super().__init__(data)
        self.attachments = list(attachments)
        for one in self.attachments:
            if one.kind == MediaKind.PHOTO:
                self.fields[f"alt-{one.pk}"] = forms.CharField(
                    label=_("What can be seen in this photo?"),
                    required=False,
                    max_length=500,
                    initial=one.alt,
                )
            self.fields[f"remove-{one.pk}"] = forms.BooleanField(
                label=_("Remove from the post"), required=False
            )

    def rows(self, thumbs: dict[uuid.UUID, str]) -> list[FileRow]:
        """Return the files with their fields; ``thumbs`` are addresses of small pictures by id."""
        return [
            FileRow(
                name=str(MediaKind(one.kind).label),
                thumb_url=thumbs.get(one.pk, ""),
                alt_field=self[f"alt-{one.pk}"] if one.kind == MediaKind.PHOTO else None,
                remove_field=self[f"remove-{one.pk}"],
            )
            for one in self.attachments
        ]

    def changes(self) -> FileChanges:
        """Return the words for each photo, and the files to take away."""
        names = {one.pk: f"alt-{one.pk}" for one in self.attachments}
        return FileChanges(
            alts={pk: self.cleaned_data[name] for pk, name in names.items() if name in self.fields},
            removed={one.pk for one in self.attachments if self.cleaned_data[f"remove-{one.pk}"]},
        )
