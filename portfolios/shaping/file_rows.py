"""The attachments of a description as rows of their form: what each is, and how far it is."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse

from portfolios.forms.template_files import TemplateFilesForm
from portfolios.media.states import how_far, icon, may_be_tried_again
from portfolios.models import Attachment, MediaKind, MediaState, PortfolioTemplate
from portfolios.reading.exhibits import kind_in_words


@dataclass(frozen=True, slots=True)
class FileRow:
    """One attachment.

    ``thumb_url`` only when it is ready and has a picture, ``retry_url`` only after a failure
    that may be ours.
    """

    id: uuid.UUID
    name: str
    icon: str
    words: str
    ready: bool
    failed: bool
    retry_url: str
    thumb_url: str
    fields: "Sequence[BoundField]"


def file_rows(template: PortfolioTemplate, form: TemplateFilesForm) -> list[FileRow]:
    """Return the rows of ``form`` in its order."""
    return [_row(template, file, fields) for file, fields in form.rows()]


def _row(template: PortfolioTemplate, file: Attachment, fields: "Sequence[BoundField]") -> FileRow:
    state = file.state()
    again = _address("template_file_retry", template, file)
    return FileRow(
        id=file.pk,
        name=file.caption or file.original_name or kind_in_words(file),
        icon=icon(file),
        words=how_far(file),
        ready=state is MediaState.READY,
        failed=state is MediaState.FAILED,
        retry_url=again if may_be_tried_again(file) else "",
        thumb_url=_thumb(template, file) if state is MediaState.READY else "",
        fields=fields,
    )


def _thumb(template: PortfolioTemplate, file: Attachment) -> str:
    if file.kind != MediaKind.PHOTO and not file.cover_width:
        return ""
    name = "320.webp" if file.kind == MediaKind.PHOTO else "cover.webp"
    return _address("template_media", template, file, name=name)


def _address(view: str, template: PortfolioTemplate, file: Attachment, **more: str) -> str:
    where = {"template": template.pk, "attachment": file.pk, **more}
    return reverse(f"portfolios:{view}", kwargs=where)
