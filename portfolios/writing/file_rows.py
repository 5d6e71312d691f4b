"""The files of a form, each as a row: what it is, how far it is, and the fields about it."""

import uuid
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from portfolios.forms.media import MediaForm
from portfolios.media.states import how_far, icon, may_be_tried_again
from portfolios.models import Attachment, MediaKind, MediaState, Portfolio, Upload
from portfolios.reading.exhibits import kind_in_words
from portfolios.shelf import media_url


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that is there, ready or not.

    ``words`` say how far it is; ``percent`` while a worker is at it; ``thumb_url`` only when it is
    ready and has a picture, ``retry_url`` only after a failure that may be ours, ``alt_field`` only
    for photos.
    """

    id: uuid.UUID
    name: str
    icon: str
    words: str
    percent: int | None
    waits: bool
    failed: bool
    thumb_url: str
    retry_url: str
    alt_field: BoundField | None
    caption_field: BoundField
    order_field: BoundField
    remove_field: BoundField


@dataclass(frozen=True, slots=True)
class UploadRow:
    """A file that is not all there: its name and size find the same file again."""

    id: uuid.UUID
    name: str
    size: int
    percent: int
    url: str


def file_rows(form: MediaForm, portfolio: Portfolio) -> list[FileRow]:
    """Return the files of ``form`` in its order."""
    return [_file_row(one, form, portfolio) for one in form.in_order()]


def upload_row(upload: Upload) -> UploadRow:
    """Return one unfinished upload."""
    return UploadRow(
        id=upload.pk,
        name=upload.name or _("File"),
        size=upload.size,
        percent=100 * upload.received // upload.size if upload.size else 0,
        url=reverse("portfolios:upload", kwargs={"upload": upload.pk}),
    )


def _file_row(file: Attachment, form: MediaForm, portfolio: Portfolio) -> FileRow:
    state = file.state()
    again = reverse("portfolios:retry", kwargs={"attachment": file.pk})
    return FileRow(
        id=file.pk,
        name=file.original_name or kind_in_words(file),
        icon=icon(file),
        words=how_far(file),
        percent=file.percent if state is MediaState.WORKING else None,
        waits=state in {MediaState.QUEUED, MediaState.WORKING},
        failed=state is MediaState.FAILED,
        thumb_url=_thumb(file, portfolio) if state is MediaState.READY else "",
        retry_url=again if may_be_tried_again(file) else "",
        alt_field=form[f"alt-{file.pk}"] if file.kind == MediaKind.PHOTO else None,
        caption_field=form[f"caption-{file.pk}"],
        order_field=form[f"order-{file.pk}"],
        remove_field=form[f"remove-{file.pk}"],
    )


def _thumb(file: Attachment, portfolio: Portfolio) -> str:
    if file.kind == MediaKind.PHOTO:
        return _address(file, portfolio, "320.webp")
    return _address(file, portfolio, "cover.webp") if file.cover_width else ""


def _address(file: Attachment, portfolio: Portfolio, name: str) -> str:
    """Return where a file lies: one of a draft is nowhere but with whoever writes it."""
    if file.draft_id is None:
        return media_url(portfolio, file.pk, name)
    names = {"draft": file.draft_id, "attachment": file.pk, "name": name}
    return reverse("portfolios:draft_media", kwargs=names)
