"""The attachments of a description: their names, what photos show, and new ones."""

import uuid
from collections.abc import Iterable

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from portfolios.actions import TemplateFileChanges
from portfolios.forms.files import FilesField
from portfolios.models import Attachment, MediaKind
from spacesedu.lib.plain_errors import PlainForm


class TemplateFilesForm(PlainForm):
    """One or two fields a file, named by its id, and a place for more files."""

    uploads = FilesField(
        label=_("Add attachments"),
        required=False,
        help_text=_("Photos, videos, recordings, PDFs and office files. You can choose several."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        attachments: Iterable[Attachment],
    ) -> None:
        """Make the fields for these files."""
        super().__init__(data, files)
        self.attachments = list(attachments)
        for one in self.attachments:
            self.fields[f"caption-{one.pk}"] = forms.CharField(
                label=_("Name that students read"),
                initial=one.caption,
                max_length=500,
                required=False,
            )
            if one.kind == MediaKind.PHOTO:
                self.fields[f"alt-{one.pk}"] = forms.CharField(
                    label=_("What can be seen in the photo?"),
                    initial=one.alt,
                    max_length=500,
                    required=False,
                    help_text=_("Read aloud to people who cannot see it."),
                )
        self.order_fields([name for name in self.fields if name != "uploads"])

    def rows(self) -> "list[tuple[Attachment, list[BoundField]]]":
        """Return every file with its fields."""
        return [
            (
                one,
                [
                    self[name]
                    for name in (f"caption-{one.pk}", f"alt-{one.pk}")
                    if name in self.fields
                ],
            )
            for one in self.attachments
        ]

    def _asks(self, what: str, file: Attachment) -> bool:
        return f"{what}-{file.pk}" in self.fields

    def changes(self, *, removed: uuid.UUID | None = None) -> TemplateFileChanges:
        """Return the words for each file, and the one to take away."""
        return TemplateFileChanges(self._words("caption"), self._words("alt"), removed)

    def _words(self, what: str) -> dict[uuid.UUID, str]:
        named = {one.pk: f"{what}-{one.pk}" for one in self.attachments}
        return {pk: self.cleaned_data[name] for pk, name in named.items() if name in self.fields}
