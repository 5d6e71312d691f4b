"""Files that are not ready yet, and how far each is: for those who write in the portfolio."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from portfolios.media.states import how_far, may_be_tried_again
from portfolios.models import Attachment, MediaKind, MediaState
from portfolios.queries import unfinished


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that nobody but its writers knows of yet.

    ``percent`` while it is worked on, else None. After a failure ``retry_url`` where that may be
    ours, else ``edit_url``, to choose another file.
    """

    pk: uuid.UUID
    name: str
    failed: bool
    words: str
    percent: int | None
    retry_url: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a post still waits for. ``url`` says how far it is; empty when nothing moves."""

    files: tuple[Pending, ...]
    url: str


def waiting(post_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Waiting]:
    """Return post → what it waits for, in one query; no entry where all is ready."""
    found: dict[uuid.UUID, list[Pending]] = defaultdict(list)
    for attachment in unfinished(post_ids):
        assert attachment.post_id is not None
        found[attachment.post_id].append(_pending(attachment))
    return {
        post_id: Waiting(tuple(files), _url(post_id, files)) for post_id, files in found.items()
    }


def moving(files: Iterable[Pending]) -> int:
    """Return how many files somebody is still at; what has failed stays as it is."""
    return sum(not file.failed for file in files)


def _url(post_id: uuid.UUID, files: list[Pending]) -> str:
    """Return where to ask again. It tells what the page shows, so that the answer is the news."""
    count = moving(files)
    address = reverse("portfolios:post_states", kwargs={"post": post_id})
    return f"{address}?waiting={count}" if count else ""


def _pending(attachment: Attachment) -> Pending:
    state = attachment.state()
    failed = state is MediaState.FAILED
    ours = may_be_tried_again(attachment)
    again = reverse("portfolios:retry", kwargs={"attachment": attachment.pk})
    edit = reverse("portfolios:post_edit", kwargs={"post": attachment.post_id})
    return Pending(
        pk=attachment.pk,
        name=attachment.original_name or str(MediaKind(attachment.kind).label),
        failed=failed,
        words=how_far(attachment),
        percent=attachment.percent if state is MediaState.WORKING else None,
        retry_url=again if ours else "",
        edit_url=edit if failed and not ours else "",
    )
