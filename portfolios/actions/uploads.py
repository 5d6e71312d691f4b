"""A file on its way: begun, brought part by part, given up, or forgotten.

Who publishes a draft locks the portfolio and then its uploads. So does the last part of a file, for
it becomes an attachment of whichever of the two there is: draft or post. Any other part locks the
upload alone, and holds nobody up.
"""

import os
import uuid
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from typing import IO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.audit import record
from portfolios.actions.draft import PROCESS, next_position
from portfolios.actions.drafts import ensure_draft
from portfolios.actions.locking import locked, note
from portfolios.media.accept import limit
from portfolios.media.parts import delete_parts, head, put_part
from portfolios.media.receive import MOST_FILES, new_folder
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import HEAD, Format, identify
from portfolios.models import Attachment, Draft, MediaKind, Portfolio, Upload
from portfolios.policy import can_write
from portfolios.quota import room_in
from spacesedu.lib.db import lock
from spacesedu.lib.queue import wake

LIFE = timedelta(days=7)
"""How long an upload waits for its next part."""
_AT_ONCE = 100
MOST_PARTS = 1000
"""A gigabyte comes in 128 of them, and each break of the connection makes one more."""


class UploadError(Exception):
    """Why a file does not go on; the sentence says what to do."""


class OtherOffsetError(UploadError):
    """A part that does not begin where the parts so far end."""

    def __init__(self) -> None:
        """Say that nothing is lost."""
        super().__init__(_("This file is being sent from another window, too. It goes on."))


class ExpiredError(UploadError):
    """An upload that waited too long for its next part."""

    def __init__(self) -> None:
        """Say how to begin again."""
        super().__init__(_("This file waited too long for the rest of it. Choose it again."))


class TooManyFilesError(UploadError):
    """A draft with as many files as a post can be given at a time."""

    def __init__(self) -> None:
        """Say how many."""
        words = _("A post can have %(most)d files at a time.")
        super().__init__(words % {"most": MOST_FILES})


class TooManyPartsError(UploadError):
    """An upload in more pieces than a working connection would make of it."""

    def __init__(self) -> None:
        """Say how to begin again."""
        super().__init__(_("The connection broke too often. Choose the file again."))


@transaction.atomic
def begin_upload(
    *,
    portfolio_id: uuid.UUID,
    post_id: uuid.UUID | None,
    name: str,
    size: int,
    by: Actor,
    at: datetime,
) -> Upload:
    """Announce a file of ``size`` bytes for the draft of a new post, or of the edit of a post.

    Raises ``MediaRefusedError`` for what is empty or bigger than any file may be,
    ``TooManyFilesError`` and ``NoRoomError``.
    """
    if not size:
        raise MediaRefusedError(Refusal.EMPTY)
    if size > max(limit(kind) for kind in MediaKind):
        raise MediaRefusedError(Refusal.TOO_BIG)
    draft = ensure_draft(portfolio_id=portfolio_id, post_id=post_id, by=by, at=at)
    if _files_of(draft) >= MOST_FILES:
        raise TooManyFilesError
    # Two uploads that begin at once must not both find the last room there is.
    lock(f"room of student {draft.portfolio.student_id}")
    room_in(draft.portfolio, by=by).check(size)
    return Upload.objects.create(
        district_id=draft.district_id,
        draft=draft,
        author_id=by.user_id,
        name=name,
        size=size,
        folder=new_folder(),
        created_at=at,
        expires_at=at + LIFE,
    )


@transaction.atomic
def receive_part(
    *, upload_id: uuid.UUID, offset: int, part: IO[bytes], by: Actor, at: datetime
) -> Upload:
    """Store what has come, and count it; with the last byte the file belongs to the draft or post.

    The next part lies where this one would: of two that come at once, the second waits here, and
    then begins at the wrong place. An upload whose content is not taken comes back ``refused``.
    Raises ``OtherOffsetError``, ``ExpiredError`` and ``TooManyPartsError``, and ``NoRoomError``
    where the district has taken room away meanwhile: then the last part can be sent again later.
    """
    length = part.seek(0, os.SEEK_END)
    end = offset + length
    upload, portfolio = _turn(upload_id, end, by=by)
    if upload.refused:
        return upload
    _check(upload, offset, at=at)
    if not length:
        return upload
    try:
        found = _format_of(upload, part, end)
    except MediaRefusedError as refused:
        return _refuse(upload, refused.refusal)
    if end == upload.size:
        # Asked before the part is stored: it can be sent again when there is room.
        room_in(portfolio, by=by).check(0)
    put_part(upload, part)
    upload.parts += 1
    upload.received = end
    upload.expires_at = at + LIFE
    if found is not None and end == upload.size:
        _finish(upload, found, by=by, at=at)
    upload.save()
    return upload


@transaction.atomic
def cancel_upload(*, upload_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """Give an upload up; a file that is complete leaves the draft, and stays in a post."""
    upload, _portfolio = _turn(upload_id, None, by=by)
    if upload.finished_at is None:
        transaction.on_commit(partial(delete_parts, upload))
    elif upload.attachment is not None and upload.attachment.draft_id is not None:
        upload.attachment.deleted_at, upload.attachment.deleted_by_id = at, by.user_id
        upload.attachment.save(update_fields=["deleted_at", "deleted_by"])
    record("upload.cancelled", by=by, at=at, district_id=upload.district_id, subject=upload)
    upload.delete()


@transaction.atomic
def forget_uploads(*, at: datetime) -> int:
    """Remove some uploads that have expired, with what came of them; return how many."""
    expired = Upload.objects.select_for_update(skip_locked=True).filter(expires_at__lte=at)
    rows = list(expired.order_by("expires_at", "pk")[:_AT_ONCE])
    for upload in rows:
        if upload.finished_at is None:
            transaction.on_commit(partial(delete_parts, upload))
    Upload.objects.filter(pk__in=[upload.pk for upload in rows]).delete()
    return len(rows)


def is_expired(upload: Upload, *, at: datetime) -> bool:
    """Tell whether it is too late for the next part."""
    return upload.finished_at is None and upload.expires_at <= at


def _turn(upload_id: uuid.UUID, end: int | None, *, by: Actor) -> tuple[Upload, Portfolio]:
    """Lock an upload that ``by`` may go on with, and its portfolio first unless there is more."""
    known = Upload.objects.select_related("draft__portfolio", "post__portfolio").get(pk=upload_id)
    portfolio = known.portfolio
    if end in {None, known.size}:
        portfolio = locked(portfolio.pk, by=by)
    elif not can_write(by, portfolio):
        raise PermissionDenied
    return _locked(upload_id), portfolio


def _locked(upload_id: uuid.UUID) -> Upload:
    return Upload.objects.select_for_update().get(pk=upload_id)


def _files_of(draft: Draft) -> int:
    on_their_way = draft.uploads.filter(finished_at=None, refused="")
    return draft.attachments.kept().count() + on_their_way.count()


def _check(upload: Upload, offset: int, *, at: datetime) -> None:
    if is_expired(upload, at=at):
        raise ExpiredError
    if offset != upload.received:
        raise OtherOffsetError
    if upload.parts >= MOST_PARTS:
        raise TooManyPartsError


def _format_of(upload: Upload, part: IO[bytes], end: int) -> Format | None:
    """Return what the file is, when its first bytes come and its last; refuse what we do not take.

    None in between, and until enough has come to tell.
    """
    if end < min(HEAD, upload.size) or (upload.received >= HEAD and end < upload.size):
        return None
    part.seek(0)
    begins = part if not upload.parts else BytesIO(head(upload, HEAD) + part.read(HEAD))
    found = identify(begins)
    if upload.size > limit(found.kind):
        raise MediaRefusedError(Refusal.TOO_BIG)
    return found


def _refuse(upload: Upload, reason: Refusal) -> Upload:
    upload.refused = reason.value
    upload.save(update_fields=["refused"])
    transaction.on_commit(partial(delete_parts, upload))
    return upload


def _finish(upload: Upload, found: Format, *, by: Actor, at: datetime) -> None:
    owner = upload.post or upload.draft
    assert owner is not None
    upload.attachment = Attachment.objects.create(
        district_id=upload.district_id,
        post=upload.post,
        draft=upload.draft,
        kind=found.kind,
        position=next_position(owner),
        folder=upload.folder,
        parts=upload.parts,
        original_name=upload.name,
        content_type=found.content_type,
        size=upload.size,
        stored=upload.size,
        created_at=at,
    )
    upload.finished_at = at
    wake(PROCESS, str(upload.attachment.pk))
    if upload.post is not None:
        note("post.file_added", upload.post, by=by, at=at)
