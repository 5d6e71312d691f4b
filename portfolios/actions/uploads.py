"""A file on its way: announced, and brought part by part."""

import os
import uuid
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from typing import IO

from django.db import transaction

from districts.actor import Actor
from portfolios.actions.draft import PROCESS, next_position
from portfolios.actions.drafts import ensure_draft
from portfolios.actions.locking import note
from portfolios.actions.room import claim_room
from portfolios.actions.upload_errors import (
    ExpiredError,
    OtherOffsetError,
    TooManyFilesError,
    TooManyPartsError,
)
from portfolios.actions.upload_turn import is_expired, turn
from portfolios.media.accept import limit
from portfolios.media.parts import delete_parts, head, put_part
from portfolios.media.receive import MOST_FILES, new_folder
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import HEAD, Format, identify
from portfolios.models import Attachment, Draft, MediaKind, Upload
from portfolios.storage.quota import room_in
from portfolios.writing.origin import Form
from spacesedu.lib.queue import wake

LIFE = timedelta(days=7)
"""How long an upload waits for its next part."""
MOST_PARTS = 1000
"""A gigabyte comes in 128 of them, and each break of the connection makes one more."""


@transaction.atomic
def begin_upload(
    *,
    portfolio_id: uuid.UUID,
    post_id: uuid.UUID | None,
    name: str,
    size: int,
    form: Form | None = None,
    by: Actor,
    at: datetime,
) -> Upload:
    """Announce a file of ``size`` bytes for the draft of a new post, or of the edit of a post.

    ``form`` is the one it was chosen in; without, it goes into the draft that is open.

    Raises ``MediaRefusedError`` for what is empty or bigger than any file may be,
    ``TooManyFilesError`` and ``NoRoomError``.
    """
    if not size:
        raise MediaRefusedError(Refusal.EMPTY)
    if size > max(limit(kind) for kind in MediaKind):
        raise MediaRefusedError(Refusal.TOO_BIG)
    draft = ensure_draft(portfolio_id=portfolio_id, post_id=post_id, form=form, by=by, at=at)
    if _files_of(draft) >= MOST_FILES:
        raise TooManyFilesError(MOST_FILES)
    claim_room(draft.portfolio, size, by=by)
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
    upload, portfolio = turn(upload_id, end, by=by)
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
