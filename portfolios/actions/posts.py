"""Adding, editing, deleting and bringing back posts."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from districts.actor import Actor
from districts.audit import record
from portfolios.actions.draft import (
    Draft,
    FileChanges,
    attach,
    change_files,
    put_into_sections,
    write,
)
from portfolios.actions.locking import changed, locked, locked_post
from portfolios.media.receive import Received
from portfolios.models import Post


@transaction.atomic
def add_post(
    *,
    portfolio_id: uuid.UUID,
    draft: Draft,
    files: Sequence[Received] = (),
    alt: str = "",
    by: Actor,
    at: datetime,
) -> Post:
    """Add a post with its files; ``alt`` says what is to be seen in the new photos."""
    portfolio = locked(portfolio_id, by=by)
    post = Post(
        district_id=portfolio.district_id,
        portfolio=portfolio,
        author_id=by.user_id,
        created_at=at,
    )
    write(post, draft, at=at)
    post.save()
    put_into_sections(post, draft.section_ids)
    attach(post, files, alt=alt, at=at)
    _note("post.added", post, by=by, at=at)
    return post


@transaction.atomic
def edit_post(
    *,
    post_id: uuid.UUID,
    draft: Draft,
    files: Sequence[Received] = (),
    alt: str = "",
    changes: FileChanges | None = None,
    by: Actor,
    at: datetime,
) -> Post:
    """Rewrite a post, add ``files`` to it, and do to those it has what ``changes`` say."""
    post = locked_post(post_id, by=by)
    write(post, draft, at=at)
    post.save()
    put_into_sections(post, draft.section_ids)
    change_files(post, changes or FileChanges(), at=at)
    attach(post, files, alt=alt, at=at)
    _note("post.edited", post, by=by, at=at)
    return post


@transaction.atomic
def delete_post(*, post_id: uuid.UUID, by: Actor, at: datetime) -> Post:
    """Take a post away, from the next request on and for everybody; it can be brought back."""
    post = locked_post(post_id, by=by)
    if post.deleted_at is None:
        post.deleted_at, post.deleted_by_id = at, by.user_id
        post.save(update_fields=["deleted_at", "deleted_by"])
        _note("post.deleted", post, by=by, at=at)
    return post


@transaction.atomic
def restore_post(*, post_id: uuid.UUID, by: Actor, at: datetime) -> Post:
    """Bring a deleted post back as it was."""
    post = locked_post(post_id, by=by)
    if post.deleted_at is not None:
        post.deleted_at = post.deleted_by = None
        post.save(update_fields=["deleted_at", "deleted_by"])
        _note("post.restored", post, by=by, at=at)
    return post


def _note(verb: str, post: Post, *, by: Actor, at: datetime) -> None:
    changed(post.portfolio_id)
    record(verb, by=by, at=at, district_id=post.district_id, subject=post)
