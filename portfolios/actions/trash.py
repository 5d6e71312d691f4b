"""Taking posts away, and bringing back what was taken away."""

import uuid
from datetime import datetime

from django.db import transaction

from districts.actor import Actor
from portfolios.actions.locking import locked_post, note
from portfolios.keeping.days import refuse_when_gone
from portfolios.models import Attachment, Post


@transaction.atomic
def delete_post(*, post_id: uuid.UUID, by: Actor, at: datetime) -> Post:
    """Take a post away, from the next request on and for everybody; it can be brought back."""
    post = locked_post(post_id, by=by)
    if post.deleted_at is None:
        post.deleted_at, post.deleted_by_id = at, by.user_id
        post.save(update_fields=["deleted_at", "deleted_by"])
        note("post.deleted", post, by=by, at=at)
    return post


@transaction.atomic
def restore_post(*, post_id: uuid.UUID, by: Actor, at: datetime) -> Post:
    """Bring a deleted post back as it was."""
    post = locked_post(post_id, by=by)
    if post.deleted_at is not None:
        refuse_when_gone(post.deleted_at, at)
        post.deleted_at = post.deleted_by = None
        post.save(update_fields=["deleted_at", "deleted_by"])
        note("post.restored", post, by=by, at=at)
    return post


@transaction.atomic
def restore_file(*, attachment_id: uuid.UUID, by: Actor, at: datetime) -> Attachment:
    """Put a file back into the post it was taken out of, where it stood."""
    removed = Attachment.objects.filter(post__isnull=False)
    post_id = removed.values_list("post_id", flat=True).get(pk=attachment_id)
    assert post_id is not None
    post = locked_post(post_id, by=by)
    file = removed.get(pk=attachment_id)
    if file.deleted_at is not None:
        refuse_when_gone(file.deleted_at, at)
        file.deleted_at = file.deleted_by = None
        file.save(update_fields=["deleted_at", "deleted_by"])
        post.updated_at, post.updated_by_id = at, by.user_id
        post.save(update_fields=["updated_at", "updated_by"])
        note("attachment.restored", post, by=by, at=at, subject=file)
    return file
