"""The attachments of a description as rows of their form: what each is, and how far it is."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse

from portfolios.exhibits import kind_in_words
from portfolios.file_states import ICONS, how_far
from portfolios.forms.template_files import TemplateFilesForm
from portfolios.models import Attachment, MediaKind, MediaState, PortfolioTemplate


@dataclass(frozen=True, slots=True)
class FileRow:
    """One attachment; ``thumb_url`` only when it is ready and has a picture."""

    id: uuid.UUID
    name: str
    icon: str
    words: str
    ready: bool
    failed: bool
    thumb_url: str
    fields: "Sequence[BoundField]"


def file_rows(template: PortfolioTemplate, form: TemplateFilesForm) -> list[FileRow]:
    """Return the rows of ``form`` in its order."""
    return [_row(template, file, fields) for file, fields in form.rows()]


def _row(template: PortfolioTemplate, file: Attachment, fields: "Sequence[BoundField]") -> FileRow:
    state = file.state()
    return FileRow(
        id=file.pk,
        name=file.caption or file.original_name or kind_in_words(file),
        icon=ICONS[file.kind],
        words=how_far(file),
        ready=state is MediaState.READY,
        failed=state is MediaState.FAILED,
        thumb_url=_thumb(template, file) if state is MediaState.READY else "",
        fields=fields,
    )


def _thumb(template: PortfolioTemplate, file: Attachment) -> str:
    if file.kind != MediaKind.PHOTO and not file.cover_width:
        return ""
    name = "320.webp" if file.kind == MediaKind.PHOTO else "cover.webp"
    where = {"template": template.pk, "attachment": file.pk, "name": name}
    return reverse("portfolios:template_media", kwargs=where)
