"""What student and staff say to each other about posts, as values for the page."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from districts.activity.people import ROLES
from districts.actor import Actor, Role
from portfolios.models import Comment
from portfolios.policy import can_delete_comment, can_read_comments
from spacesedu.lib.clock import wall_time
from spacesedu.lib.compiled import any_of


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment. ``at`` is what the clocks of the district show, ``body`` plain words.

    ``is_new``: somebody else wrote it since the reader's last visit. ``delete_url`` is empty for
    those who may not take it away.
    """

    id: uuid.UUID
    author: str
    role: str
    at: datetime
    body: str
    is_new: bool
    delete_url: str


def threads(
    actor: Actor, post_ids: Iterable[uuid.UUID], since: datetime | None = None
) -> dict[uuid.UUID, tuple[CommentView, ...]]:
    """Return post → its comments, oldest first, in one query; no entry where nobody commented.

    ``since`` is from when on things are new to the reader (``looks.since``). The posts are those
    of a page that is open to ``actor``, so they are not asked about again: that took longer than
    all the rest. Families have no comments, and for them nothing is asked of the database.
    """
    if not can_read_comments(actor):
        return {}
    found: dict[uuid.UUID, list[CommentView]] = defaultdict(list)
    said = _fetched(Comment.objects.kept().filter(any_of("post", list(post_ids))))
    for comment in said.order_by("created_at", "pk"):
        found[comment.post_id].append(view(comment, actor, since))
    return {post_id: tuple(views) for post_id, views in found.items()}


def thread(actor: Actor, post_id: uuid.UUID) -> tuple[CommentView, ...]:
    """Return what ``actor`` may read about one post, whoever asks for it, oldest first."""
    if not can_read_comments(actor):
        return ()
    rows = _readable(actor).filter(post=post_id).order_by("created_at", "pk")
    return tuple(view(comment, actor) for comment in rows)


def view(comment: Comment, actor: Actor, since: datetime | None = None) -> CommentView:
    """Return what is shown of one comment; it comes with what ``_readable`` fetches."""
    mine = comment.author_id == actor.user_id
    take_away = reverse("portfolios:comment_delete", kwargs={"comment": comment.pk})
    return CommentView(
        id=comment.pk,
        author=_name(comment),
        role=str(ROLES.get(comment.author_role, "")),
        at=wall_time(comment.created_at, comment.district.zone),
        body=comment.body,
        is_new=since is not None and not mine and comment.created_at > since,
        delete_url=take_away if can_delete_comment(actor, comment) else "",
    )


def comment(actor: Actor, comment_id: uuid.UUID, *, deleted: bool = False) -> Comment | None:
    """Return one comment that ``actor`` may read; a deleted one only when asked for."""
    return _readable(actor, deleted=deleted).filter(pk=comment_id).first()


def _readable(actor: Actor, *, deleted: bool = False) -> "QuerySet[Comment]":
    return _fetched(Comment.objects.visible_to(actor, deleted=deleted))


def _fetched(rows: "QuerySet[Comment]") -> "QuerySet[Comment]":
    return rows.select_related(
        "author",
        "district",
        "post__portfolio__template",
        "post__portfolio__student",
        "post__portfolio__district",
    )


def _name(comment: Comment) -> str:
    """Return the author as everybody here knows them: a student by the name that staff use."""
    if comment.author is None:
        return _("Somebody whose account is gone")
    if comment.author_role == Role.STUDENT:
        return str(comment.post.portfolio.student)
    return str(comment.author)
