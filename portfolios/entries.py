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
from portfolios.comments import CommentView, threads
from portfolios.frozen import PostView
from portfolios.models import Portfolio, Post
from portfolios.queries import authors
from portfolios.waiting import Waiting, waiting

_NOBODY = uuid.UUID(int=0)


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
    ways: Ways | None
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
    ways = _ways(writes=writes) if may(actor, Power.WRITE_PORTFOLIOS) else None
    pending = waiting(ids) if writes else {}
    return [
        Entry(
            pk=post.pk,
            post=view,
            added_by=names.get(post.author_id, ""),
            is_new=_is_new(post, actor, since),
            ways=_for(post, ways) if ways else None,
            waiting=pending.get(post.pk),
            thread=said.get(post.pk, ()),
        )
        for post, view in zip(posts, views, strict=True)
    ]


def _is_new(post: Post, actor: Actor, since: datetime | None) -> bool:
    """Tell whether somebody else has added or changed the post since ``actor`` looked last."""
    if since is None or post.updated_at <= since:
        return False
    return (post.updated_by_id or post.author_id) != actor.user_id


def _ways(*, writes: bool) -> Ways:
    """Return the addresses of one post that stands for all: resolving is slow, replacing is not."""
    nobody = {"post": _NOBODY}
    return Ways(
        edit_url=reverse("portfolios:post_edit", kwargs=nobody) if writes else "",
        sections_url=reverse("portfolios:post_sections", kwargs=nobody) if writes else "",
        copy_url=reverse("portfolios:post_copy", kwargs=nobody),
        delete_url=reverse("portfolios:post_delete", kwargs=nobody) if writes else "",
    )


def _for(post: Post, ways: Ways) -> Ways:
    old, new = str(_NOBODY), str(post.pk)
    return Ways(
        edit_url=ways.edit_url.replace(old, new),
        sections_url=ways.sections_url.replace(old, new),
        copy_url=ways.copy_url.replace(old, new),
        delete_url=ways.delete_url.replace(old, new),
    )
