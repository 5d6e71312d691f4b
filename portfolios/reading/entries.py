"""Beside the frozen page, for the student and for staff: whose post it is, and what to do with it.

Families and visitors read the frozen page alone.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from districts.actor import Actor
from districts.policy import Power, may
from portfolios.frozen import PostView
from portfolios.models import Portfolio, Post
from portfolios.queries import authors
from portfolios.reading.comments import CommentView, threads
from portfolios.reading.waiting import Waiting, waiting

NOBODY = uuid.UUID(int=0)
"""Stands for every post in the addresses of a stencil."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done with a post; in an archived portfolio it can be copied, and no more."""

    edit_url: str
    sections_url: str
    copy_url: str
    delete_url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A post and what stands around it. ``added_by`` is empty for the student's own work."""

    pk: uuid.UUID
    post: PostView
    added_by: str
    is_new: bool
    waiting: Waiting | None
    thread: tuple[CommentView, ...]

    @property
    def title(self) -> str:
        """Return the title of the post."""
        return self.post.title


def entries(
    posts: Sequence[Post],
    views: Sequence[PostView],
    portfolio: Portfolio,
    *,
    actor: Actor,
    writes: bool,
    since: datetime | None = None,
) -> list[Entry]:
    """Return one entry for each of ``posts``, of which ``views`` were made, in their order.

    ``since`` is from when on things are new to ``actor``. One query each for comments, for authors
    other than the student, and, for those who write, for files that are not ready.
    """
    ids = [post.pk for post in posts]
    said = threads(actor, ids, since)
    names = authors(posts, but=portfolio.student.user_id)
    pending = waiting(ids) if writes else {}
    return [
        Entry(
            pk=post.pk,
            post=view,
            added_by=names.get(post.author_id, ""),
            is_new=_is_new(post, actor, since),
            waiting=pending.get(post.pk),
            thread=said.get(post.pk, ()),
        )
        for post, view in zip(posts, views, strict=True)
    ]


def ways(actor: Actor, *, writes: bool) -> Ways | None:
    """Return what ``actor`` can do with any post of a portfolio, for ``NOBODY`` to stand for it."""
    if not may(actor, Power.WRITE_PORTFOLIOS):
        return None
    post = {"post": NOBODY}
    return Ways(
        edit_url=reverse("portfolios:post_edit", kwargs=post) if writes else "",
        sections_url=reverse("portfolios:post_sections", kwargs=post) if writes else "",
        copy_url=reverse("portfolios:post_copy", kwargs=post),
        delete_url=reverse("portfolios:post_delete", kwargs=post) if writes else "",
    )


def _is_new(post: Post, actor: Actor, since: datetime | None) -> bool:
    """Tell whether somebody else has added or changed the post since ``actor`` looked last."""
    if since is None or post.updated_at <= since:
        return False
    return (post.updated_by_id or post.author_id) != actor.user_id
