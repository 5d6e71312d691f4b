"""Keeping what somebody is writing: saved as they type, put away, taken up again."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.audit import record
from portfolios.actions.draft import next_position
from portfolios.actions.locking import locked, locked_for_drafts, locked_post
from portfolios.actions.sent import sent_by_id, sent_by_words
from portfolios.keeping.days import refuse_when_gone
from portfolios.models import Attachment, Draft, Portfolio, Post, Upload


class OtherDraftOpenError(Exception):
    """A draft that cannot be taken up again, since its author is writing another one there."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(_("You have another draft open here. Publish or discard it first."))


@transaction.atomic
def ensure_draft(
    *, portfolio_id: uuid.UUID, post_id: uuid.UUID | None, by: Actor, at: datetime
) -> Draft:
    """Return the open draft of ``by``, of a new post or of an edit; begin it where there is none.

    It stays until the caller's transaction ends: what is hung on it there cannot be left behind.
    """
    return _ensure(_locked(portfolio_id, post_id, by=by), post_id, by=by, at=at)


@transaction.atomic
def save_draft(
    *, portfolio_id: uuid.UUID, post_id: uuid.UUID | None, words: str, by: Actor, at: datetime
) -> Draft | None:
    """Keep the form as it stands, address-encoded; nothing in it is checked.

    Kept, too, where the portfolio is archived by now, or the post deleted. None, and nothing kept,
    for a form that has become a post: its last save may come late.
    """
    if post_id is not None:
        portfolio_id = Post.objects.values_list("portfolio_id", flat=True).get(pk=post_id)
    portfolio = locked_for_drafts(portfolio_id, by=by)
    if post_id is None and _is_published(portfolio, words, by=by):
        return None
    draft = _ensure(portfolio, post_id, by=by, at=at)
    draft.words, draft.updated_at = words, at
    draft.save(update_fields=["words", "updated_at"])
    return draft


@transaction.atomic
def discard_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> Draft:
    """Put a draft away with its files; for thirty days its author can take it up again."""
    draft = _own(draft_id, by=by)
    if draft.discarded_at is None:
        draft.discarded_at = at
        draft.save(update_fields=["discarded_at"])
        _note("draft.discarded", draft, by=by, at=at)
    return draft


@transaction.atomic
def reopen_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> Draft:
    """Take up a discarded draft; refuse while another one is open at its place."""
    draft = _own(draft_id, by=by)
    if draft.discarded_at is None:
        return draft
    refuse_when_gone(draft.discarded_at, at)
    if open_drafts(draft.portfolio, draft.post_id, by=by).exists():
        raise OtherDraftOpenError
    draft.discarded_at = None
    draft.save(update_fields=["discarded_at"])
    _note("draft.reopened", draft, by=by, at=at)
    return draft


def open_drafts(portfolio: Portfolio, post_id: uuid.UUID | None, *, by: Actor) -> "QuerySet[Draft]":
    """Return the draft that ``by`` has open at a place, if there is one."""
    rows = Draft.objects.open().filter(portfolio=portfolio, author=by.user_id)
    return rows.filter(post=None) if post_id is None else rows.filter(post=post_id)


def holds_files(draft: Draft) -> bool:
    """Tell whether there are files in a draft, or on their way into it."""
    on_their_way = draft.uploads.filter(finished_at=None, refused="")
    return draft.attachments.kept().exists() or on_their_way.exists()


def take_along(draft: Draft, post: Post) -> None:
    """Give the draft's files to ``post``, those that are still on their way too, and end it.

    Uploads come first: that waits for a file that arrives in this moment, and finds it then.
    """
    Upload.objects.filter(draft=draft).update(draft=None, post=post)
    Attachment.objects.filter(draft=draft).update(
        draft=None, post=post, position=F("position") + next_position(post)
    )
    draft.delete()


def _ensure(portfolio: Portfolio, post_id: uuid.UUID | None, *, by: Actor, at: datetime) -> Draft:
    draft = open_drafts(portfolio, post_id, by=by).first()
    if draft is None:
        draft = Draft.objects.create(
            district_id=portfolio.district_id,
            portfolio=portfolio,
            author_id=by.user_id,
            post_id=post_id,
            created_at=at,
            updated_at=at,
        )
        _note("draft.begun", draft, by=by, at=at)
    return draft


def _locked(portfolio_id: uuid.UUID, post_id: uuid.UUID | None, *, by: Actor) -> Portfolio:
    if post_id is None:
        return locked(portfolio_id, by=by)
    return locked_post(post_id, by=by).portfolio


def _own(draft_id: uuid.UUID, *, by: Actor) -> Draft:
    mine = Draft.objects.visible_to(by)
    portfolio = locked(mine.values_list("portfolio_id", flat=True).get(pk=draft_id), by=by)
    draft = mine.get(pk=draft_id)
    draft.portfolio = portfolio
    return draft


def _is_published(portfolio: Portfolio, words: str, *, by: Actor) -> bool:
    if sent_by_id(portfolio, words):
        return True
    begun = open_drafts(portfolio, None, by=by).exists()
    return not begun and sent_by_words(portfolio, words, by=by)


def _note(verb: str, draft: Draft, *, by: Actor, at: datetime) -> None:
    record(verb, by=by, at=at, district_id=draft.district_id, subject=draft)
