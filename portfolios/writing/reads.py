"""What somebody writes a post from: the draft that was kept, its files, and those on their way."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from districts.actor import Actor
from portfolios.models import Attachment, Draft, Portfolio, Post, Upload
from portfolios.models.draft import DraftQuerySet
from portfolios.shelf import page_url
from portfolios.writing.origin import Form, aside, typed_in


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody writes: a new post of ``portfolio``, or another version of ``post``."""

    portfolio: Portfolio
    post: Post | None = None

    @property
    def post_id(self) -> uuid.UUID | None:
        """Return the post that is edited; None for a new one."""
        return self.post.pk if self.post else None

    @property
    def is_deleted(self) -> bool:
        """Tell whether the post is gone by now."""
        return self.post is not None and self.post.deleted_at is not None

    @property
    def page_url(self) -> str:
        """Return the address of the portfolio."""
        return page_url(self.portfolio)

    @property
    def form_url(self) -> str:
        """Return the address of the form itself."""
        return self._url("post_new", "post_edit")

    @property
    def draft_url(self) -> str:
        """Return where the form is kept while somebody types."""
        return self._url("draft_new", "draft_edit")

    @property
    def files_url(self) -> str:
        """Return where the list of files is read anew."""
        return self._url("draft_new_files", "draft_edit_files")

    @property
    def upload_url(self) -> str:
        """Return where an upload begins."""
        return self._url("upload_new", "upload_to_post")

    def _url(self, new: str, edit: str) -> str:
        if self.post is None:
            return reverse(f"portfolios:{new}", kwargs={"portfolio": self.portfolio.pk})
        return reverse(f"portfolios:{edit}", kwargs={"post": self.post.pk})


@dataclass(frozen=True, slots=True)
class Kept:
    """What is there already when the form opens; ``words`` is the form as it was kept, if it was.

    ``files`` are those of the post, then those of the draft; ``uploads`` the unfinished ones.
    """

    draft: Draft | None
    words: QueryDict | None
    files: list[Attachment]
    uploads: list[Upload]


def kept(actor: Actor, place: Place, *, form: Form | None = None, at: datetime) -> Kept:
    """Return what ``actor`` finds where they go on writing: of ``form``, else what is open."""
    mine = _mine(actor, place)
    draft = form.draft(mine, at=at) if form else mine.open().first()
    return Kept(
        draft=draft,
        words=QueryDict(draft.words) if draft and typed_in(draft.words) else None,
        files=_files(mine, place, draft, form),
        uploads=list(_unfinished(actor, place, draft, at)),
    )


def own_draft(actor: Actor, draft_id: uuid.UUID) -> Draft | None:
    """Return one of the actor's own drafts, put away or not."""
    found = Draft.objects.visible_to(actor).select_related("portfolio", "post")
    return found.filter(pk=draft_id).first()


def begun(actor: Actor, portfolio: Portfolio) -> bool:
    """Tell whether ``actor`` has begun a new post in a portfolio they have just opened."""
    mine = Draft.objects.open().filter(author=actor.user_id)
    return mine.filter(portfolio=portfolio, post=None).exists()


def begun_places(actor: Actor, portfolio: Portfolio) -> list[Place]:
    """Return where ``actor`` has a draft open in a portfolio they have just opened."""
    mine = Draft.objects.open().filter(author=actor.user_id, portfolio=portfolio)
    return [Place(portfolio, draft.post) for draft in mine.select_related("post").order_by("pk")]


def put_away(actor: Actor, place: Place, draft_id: uuid.UUID) -> Draft | None:
    """Return a draft that was just discarded here, so that Undo can be offered."""
    gone = Draft.objects.visible_to(actor).filter(discarded_at__isnull=False)
    return gone.filter(pk=draft_id, portfolio=place.portfolio, post=place.post).first()


def put_aside(actor: Actor, place: Place, *, at: datetime) -> list[tuple[Draft, str]]:
    """Return the drafts that made way for another form, with their titles, the last first."""
    found = aside(_mine(actor, place), at=at)
    return [(draft, QueryDict(draft.words).get("title", "")) for draft in found]


def _mine(actor: Actor, place: Place) -> DraftQuerySet:
    mine = Draft.objects.visible_to(actor)
    return mine.filter(portfolio=place.portfolio, post=place.post)


def _files(
    mine: DraftQuerySet, place: Place, draft: Draft | None, form: Form | None
) -> list[Attachment]:
    here = _belongs(place, draft)
    if form:
        here |= Q(draft__in=mine, pk__in=form.files)
    rows = Attachment.objects.kept().filter(here)
    return sorted(rows, key=lambda file: file.draft_id is not None)


def _unfinished(
    actor: Actor, place: Place, draft: Draft | None, at: datetime
) -> "QuerySet[Upload]":
    mine = Upload.objects.visible_to(actor).filter(_belongs(place, draft))
    return mine.filter(finished_at=None, refused="", expires_at__gt=at).order_by("created_at", "id")


def _belongs(place: Place, draft: Draft | None) -> Q:
    here = Q(pk=None)
    if place.post is not None:
        here |= Q(post=place.post)
    if draft is not None:
        here |= Q(draft=draft)
    return here
