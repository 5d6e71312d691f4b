"""Commenting on a post, taking a comment away, and bringing it back."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.audit import record
from districts.policy import Power, may
from portfolios import text
from portfolios.models import LONGEST_COMMENT, Comment, Portfolio, Post
from portfolios.policy import can_comment, can_delete_comment, can_restore_comment
from spacesedu.lib.numbers import grouped


class CommentRefusedError(Exception):
    """A comment that is not one; says why, in words for whoever wrote it."""


class CommentEmptyError(CommentRefusedError):
    """Nothing but blanks."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(_("Write something first."))


class CommentTooLongError(CommentRefusedError):
    """More than a comment may hold."""

    def __init__(self, length: int) -> None:
        """Say how much has to go."""
        super().__init__(
            _("A comment may have %(most)s characters; this one has %(length)s.")
            % {"most": grouped(LONGEST_COMMENT), "length": grouped(length)}
        )


class ArchivedError(CommentRefusedError):
    """The portfolio was archived while somebody wrote."""

    def __init__(self) -> None:
        """Say what can still be done."""
        super().__init__(_("This portfolio is archived. It can be read, and nothing is added."))


class PostGoneError(CommentRefusedError):
    """The post was deleted while somebody wrote."""

    def __init__(self) -> None:
        """Say what became of it."""
        super().__init__(_("This post was deleted, so nobody can comment on it."))


@transaction.atomic
def add_comment(
    *, post_id: uuid.UUID, body: str, sent_as: uuid.UUID | None = None, by: Actor, at: datetime
) -> Comment:
    """Comment on a post, in plain words; the same form sent again is the same comment."""
    words = text.clean(body)
    post = _locked_post(post_id, by=by)
    if sent_as is not None:
        sent = Comment.objects.filter(post=post, sent_as=sent_as).first()
        if sent is not None:
            return sent
    if not words:
        raise CommentEmptyError
    if len(words) > LONGEST_COMMENT:
        raise CommentTooLongError(len(words))
    comment = Comment.objects.create(
        district_id=post.district_id,
        post=post,
        author_id=by.user_id,
        author_role=by.role.value,
        body=words,
        sent_as=sent_as,
        created_at=at,
    )
    _note("comment.added", comment, by=by, at=at)
    return comment


@transaction.atomic
def delete_comment(*, comment_id: uuid.UUID, by: Actor, at: datetime) -> Comment:
    """Take a comment away, for everybody and from the next request on; it can be brought back."""
    comment = _locked(comment_id, by=by)
    if not can_delete_comment(by, comment):
        raise PermissionDenied
    if comment.deleted_at is None:
        comment.deleted_at, comment.deleted_by_id = at, by.user_id
        comment.save(update_fields=["deleted_at", "deleted_by"])
        _note("comment.deleted", comment, by=by, at=at)
    return comment


@transaction.atomic
def restore_comment(*, comment_id: uuid.UUID, by: Actor, at: datetime) -> Comment:
    """Bring a deleted comment back as it was."""
    comment = _locked(comment_id, by=by)
    if not can_restore_comment(by, comment):
        raise PermissionDenied
    if comment.deleted_at is not None:
        comment.deleted_at = comment.deleted_by = None
        comment.save(update_fields=["deleted_at", "deleted_by"])
        _note("comment.restored", comment, by=by, at=at)
    return comment


def _locked_post(post_id: uuid.UUID, *, by: Actor) -> Post:
    """Lock the portfolio, then ask whether ``by`` may comment there and the post is still there."""
    portfolio_id = Post.objects.values_list("portfolio_id", flat=True).get(pk=post_id)
    portfolio = Portfolio.objects.select_for_update(of=("self",)).get(pk=portfolio_id)
    readable = Portfolio.objects.visible_to(by).filter(pk=portfolio_id).exists()
    if not (readable and may(by, Power.COMMENT)):
        raise PermissionDenied
    if not can_comment(by, portfolio):
        raise ArchivedError
    post = Post.objects.get(pk=post_id)
    if post.deleted_at is not None:
        raise PostGoneError
    return post


def _locked(comment_id: uuid.UUID, *, by: Actor) -> Comment:
    """Lock a comment that ``by`` can read; who cannot is refused, for it is not theirs to ask."""
    rows = Comment.objects.visible_to(by, deleted=True).select_for_update(of=("self",))
    comment = rows.filter(pk=comment_id).first()
    if comment is None:
        raise PermissionDenied
    return comment


def _note(verb: str, comment: Comment, *, by: Actor, at: datetime) -> None:
    record(verb, by=by, at=at, district_id=comment.district_id, subject=comment)
