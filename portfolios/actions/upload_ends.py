"""Uploads that nobody goes on with: given up, or forgotten."""

import uuid
from datetime import datetime
from functools import partial

from django.db import transaction

from districts.actor import Actor
from districts.audit import record
from portfolios.actions.upload_turn import turn
from portfolios.media.parts import delete_parts
from portfolios.models import Upload

_AT_ONCE = 100


@transaction.atomic
def cancel_upload(*, upload_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """Give an upload up; a file that is complete leaves the draft, and stays in a post."""
    upload, _portfolio = turn(upload_id, None, by=by)
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
