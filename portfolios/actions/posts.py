"""Writing posts: a new one, another version of one, and one put into other sections."""

import uuid
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor
from portfolios.actions.draft import FileChanges, Words, attach, change_files, put_into_sections
from portfolios.actions.draft import write as write_words
from portfolios.actions.draft_of_form import drafts_at, holds_files, take_along, take_shown
from portfolios.actions.locking import locked, locked_post, note
from portfolios.actions.room import claim_room
from portfolios.actions.sent import sent_before
from portfolios.media.erase import erase
from portfolios.media.receive import Received
from portfolios.models import Post
from portfolios.writing.origin import Form


class ChangedMeanwhileError(Exception):
    """A post that somebody else changed after the form was opened; ``post`` is as it is now."""

    def __init__(self, post: Post, words: str = "") -> None:
        """Keep the post; the sentence says what happens to what was typed."""
        super().__init__(
            words
            or _("Somebody changed this post while you were writing. Your version is still here.")
        )
        self.post = post


class DeletedMeanwhileError(ChangedMeanwhileError):
    """A post that was deleted after the form was opened."""

    def __init__(self, post: Post) -> None:
        """Say where it is to be found."""
        super().__init__(
            post,
            _("This post was deleted meanwhile. Restore it first, under Recently deleted."),
        )


@transaction.atomic
def add_post(  # noqa: PLR0913 - a form is that long
    *,
    portfolio_id: uuid.UUID,
    words: Words,
    files: Sequence[Received] = (),
    alt: str = "",
    changes: FileChanges | None = None,
    sent_as: uuid.UUID | None = None,
    opened_from: str = "",
    by: Actor,
    at: datetime,
) -> Post:
    """Add a post with ``files`` and those of the draft of its form, which ends.

    ``alt`` says what is to be seen in the photos of ``files``; ``changes`` are for those of the
    draft. ``sent_as`` is the id of the form: sent twice, however close, it is one post.
    ``opened_from`` is the draft it was filled in from; what another form has kept stays a draft.
    Raises ``PublishedAlreadyError`` where it has become one, and says something else by now.
    """
    portfolio = locked(portfolio_id, by=by)
    form = _form(sent_as, opened_from, changes)
    draft = form.draft(drafts_at(portfolio, None, by=by), at=at)
    in_draft = draft is not None and holds_files(draft)
    sent = sent_before(portfolio, sent_as, words, files=files, in_draft=in_draft, by=by)
    if sent is not None:
        for file in files:
            transaction.on_commit(partial(erase, file.folder))
        return sent
    post = Post(
        district_id=portfolio.district_id,
        portfolio=portfolio,
        author_id=by.user_id,
        updated_by_id=by.user_id,
        created_at=at,
        sent_as=sent_as,
    )
    write_words(post, words, by=by.user_id, at=at)
    _put_files(post, None, form, files, alt, changes, by=by, at=at)
    note("post.added", post, by=by, at=at)
    return post


@transaction.atomic
def edit_post(  # noqa: PLR0913 - a form is that long
    *,
    post_id: uuid.UUID,
    words: Words,
    files: Sequence[Received] = (),
    alt: str = "",
    changes: FileChanges | None = None,
    seen: datetime | None = None,
    sent_as: uuid.UUID | None = None,
    opened_from: str = "",
    by: Actor,
    at: datetime,
) -> Post:
    """Rewrite a post, add ``files`` and those of the draft of this edit, which ends.

    ``seen`` is the ``updated_at`` the form was made from: raises ``ChangedMeanwhileError`` when
    the post was changed after it, so that nobody writes over what they have not read.
    """
    post = locked_post(post_id, by=by)
    if post.deleted_at is not None:
        raise DeletedMeanwhileError(post)
    if seen is not None and post.updated_at > seen:
        raise ChangedMeanwhileError(post)
    post.updated_by_id = by.user_id
    write_words(post, words, by=by.user_id, at=at)
    form = _form(sent_as, opened_from, changes)
    _put_files(post, post.pk, form, files, alt, changes, by=by, at=at)
    note("post.edited", post, by=by, at=at)
    return post


@transaction.atomic
def move_post(
    *, post_id: uuid.UUID, section_ids: AbstractSet[uuid.UUID], by: Actor, at: datetime
) -> Post:
    """Put a post into exactly these sections of its template."""
    post = locked_post(post_id, by=by)
    if post.deleted_at is not None:
        raise DeletedMeanwhileError(post)
    put_into_sections(post, section_ids)
    post.updated_at, post.updated_by_id = at, by.user_id
    post.save(update_fields=["updated_at", "updated_by"])
    note("post.moved", post, by=by, at=at)
    return post


def _form(sent_as: uuid.UUID | None, opened_from: str, changes: FileChanges | None) -> Form:
    return Form(str(sent_as or ""), opened_from, frozenset(changes.order if changes else ()))


def _put_files(  # noqa: PLR0913 - a form is that long
    post: Post,
    edited: uuid.UUID | None,
    form: Form,
    files: Sequence[Received],
    alt: str,
    changes: FileChanges | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    here = drafts_at(post.portfolio, edited, by=by)
    draft = form.draft(here, at=at)
    if draft is not None:
        take_along(draft, post)
    take_shown(form, here, post)
    for file in change_files(post, changes or FileChanges(), by=by.user_id, at=at):
        note("attachment.removed", post, by=by, at=at, subject=file)
    if files:
        claim_room(post.portfolio, sum(file.size for file in files), by=by)
    attach(post, files, alt=alt, at=at)
