"""Making an upload ready to be shown: claimed by one worker, done once, tried again on request."""

import tempfile
import uuid
from datetime import datetime, timedelta
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet

from districts.actor import Actor
from districts.audit import record
from portfolios.actions.draft import PROCESS
from portfolios.actions.locking import changed, locked
from portfolios.media import audio, pdf, photo
from portfolios.media.files import made_name, put, upload_name
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import FORMATS, Format
from portfolios.models import Attachment, MediaKind
from spacesedu.lib.queue import wake

LEASE = timedelta(minutes=30)
"""How long a worker may hold an attachment: longer than any task runs."""


def process_attachment(*, attachment_id: uuid.UUID, at: datetime) -> bool:
    """Make one attachment ready, or note why it cannot be; return whether it was ours to do.

    Nothing is locked while the file is worked on. Whoever loses the claim, or comes to an
    attachment that is done, does nothing.
    """
    claimed = _waiting(at).filter(pk=attachment_id).update(started_at=at)
    if not claimed:
        return False
    attachment = Attachment.objects.get(pk=attachment_id)
    try:
        with default_storage.open(upload_name(attachment)) as upload:
            _make(attachment, upload)
    except MediaRefusedError as refused:
        _finish(attachment, failed_at=at, failure=refused.refusal.value)
    except FileNotFoundError:
        _finish(attachment, failed_at=at, failure=Refusal.STUCK.value)
    else:
        _finish(attachment, ready_at=at)
    return True


@transaction.atomic
def retry_attachment(*, attachment_id: uuid.UUID, by: Actor, at: datetime) -> Attachment:
    """Try a failed attachment again."""
    attachment = Attachment.objects.get(pk=attachment_id)
    portfolio = locked(_portfolio_of(attachment), by=by)
    again = Attachment.objects.filter(pk=attachment_id, failed_at__isnull=False, deleted_at=None)
    if again.update(failed_at=None, failure="", started_at=None):
        wake(PROCESS, str(attachment_id))
        record(
            "attachment.retried",
            by=by,
            at=at,
            district_id=portfolio.district_id,
            subject=attachment,
        )
    return attachment


def waiting_attachments(*, at: datetime) -> list[uuid.UUID]:
    """Return the attachments no worker is at, the oldest first; give up on those that stuck.

    One whose worker died is tried again after the lease, but only within two hours: a file that
    kills its worker each time must not do so for ever.
    """
    stuck = _waiting(at).filter(started_at__isnull=False, created_at__lt=at - 4 * LEASE)
    stuck.update(failed_at=at, failure=Refusal.STUCK.value)
    rows = _waiting(at).order_by("created_at", "id").values_list("id", flat=True)
    return list(rows[:100])


def _waiting(at: datetime) -> "QuerySet[Attachment]":
    free = Q(started_at=None) | Q(started_at__lt=at - LEASE)
    return Attachment.objects.kept().filter(free, ready_at=None, failed_at=None)


def _make(attachment: Attachment, upload: IO[bytes]) -> None:
    known = FORMATS[attachment.content_type]
    match attachment.kind:
        case MediaKind.PHOTO:
            _make_photo(attachment, upload, known)
        case MediaKind.AUDIO:
            _make_audio(attachment, upload, known)
        case _:
            _make_pdf(attachment, upload)


def _make_photo(attachment: Attachment, upload: IO[bytes], known: Format) -> None:
    made = photo.renditions(upload, known)
    for width, webp in made.webp.items():
        put(f"{attachment.folder}/{width}.webp", ContentFile(webp))
    attachment.width, attachment.height = made.width, made.height
    attachment.content_type = "image/webp"
    attachment.size = max(len(webp) for webp in made.webp.values())


def _make_audio(attachment: Attachment, upload: IO[bytes], known: Format) -> None:
    with tempfile.TemporaryFile() as made:
        audio.to_mp3(upload, known, made)
        attachment.size = made.tell()
        made.seek(0)
        put(made_name(attachment), File(made))
    attachment.content_type = audio.CONTENT_TYPE


def _make_pdf(attachment: Attachment, upload: IO[bytes]) -> None:
    with tempfile.TemporaryFile() as made:
        pdf.rewrite(upload, made)
        attachment.size = made.tell()
        made.seek(0)
        put(made_name(attachment), File(made))


@transaction.atomic
def _finish(attachment: Attachment, **facts: object) -> None:
    """Write the outcome if the claim is still ours, and drop the upload once it is not needed."""
    done = "ready_at" in facts
    if done:
        columns = ("width", "height", "content_type", "size")
        facts |= {name: getattr(attachment, name) for name in columns}
    ours = Attachment.objects.filter(pk=attachment.pk, started_at=attachment.started_at)
    if not ours.update(**facts):
        return
    changed(_portfolio_of(attachment))
    if done:
        transaction.on_commit(lambda: default_storage.delete(upload_name(attachment)))


def _portfolio_of(attachment: Attachment) -> uuid.UUID:
    assert attachment.portfolio is not None
    return attachment.portfolio.pk
