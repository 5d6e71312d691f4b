"""Beside the frozen page, for those who write in it: ways to edit, and files not ready yet."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from portfolios.media.refusal import Refusal
from portfolios.models import Attachment, MediaKind, MediaState
from portfolios.page import PortfolioPage, PostView, Rows
from portfolios.queries import unfinished


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that nobody but its writers knows of yet; ``retry_url`` only after a failure."""

    name: str
    failed: bool
    words: str
    retry_url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A post with what its writers may do."""

    post: PostView
    edit_url: str
    delete_url: str
    pending: tuple[Pending, ...]


def entries(rows: Rows, page: PortfolioPage) -> list[Entry]:
    """Return one entry for each post of ``page``, which was made from ``rows``, in its order."""
    waiting: dict[uuid.UUID, list[Pending]] = defaultdict(list)
    for attachment in unfinished(post.pk for post in rows.posts):
        assert attachment.post_id is not None
        waiting[attachment.post_id].append(_pending(attachment))
    return [
        Entry(
            post=view,
            edit_url=reverse("portfolios:post_edit", kwargs={"post": post.pk}),
            delete_url=reverse("portfolios:post_delete", kwargs={"post": post.pk}),
            pending=tuple(waiting[post.pk]),
        )
        for post, view in zip(rows.posts, page.posts, strict=True)
    ]


def _pending(attachment: Attachment) -> Pending:
    failed = attachment.state() is MediaState.FAILED
    known = attachment.failure in Refusal.values
    reason = str(Refusal(attachment.failure if known else Refusal.STUCK).label)
    again = reverse("portfolios:retry", kwargs={"attachment": attachment.pk})
    return Pending(
        name=attachment.original_name or str(MediaKind(attachment.kind).label),
        failed=failed,
        words=reason if failed else _in_words(attachment.state()),
        retry_url=again if failed else "",
    )


def _in_words(state: MediaState) -> str:
    if state is MediaState.WORKING:
        return _("Getting ready. It appears here in a moment.")
    return _("Waiting to be made ready.")
