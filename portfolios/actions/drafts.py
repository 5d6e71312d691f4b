"""Keeping what somebody is writing: saved as they type, put away, taken up again."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from districts.actor import Actor
from portfolios.actions.draft_of_form import (
    bring_back,
    draft_of,
    drafts_at,
    put_away,
)
from portfolios.actions.locking import locked, locked_for_drafts, locked_post
from portfolios.actions.sent import as_edit, says_typed, sent_by_id, sent_by_words
from portfolios.keeping.days import refuse_when_gone
from portfolios.models import Draft, Portfolio, Post
from portfolios.policy import can_write
from portfolios.writing.origin import Form, form_of


@transaction.atomic
def ensure_draft(
    *,
    portfolio_id: uuid.UUID,
    post_id: uuid.UUID | None,
    form: Form | None = None,
    by: Actor,
    at: datetime,
) -> Draft:
    """Return the draft of a form, of a new post or of an edit; begin it where there is none.

    Without a form it is the one that is open. It stays until the caller's transaction ends: what
    is hung on it there cannot be left behind.
    """
    portfolio = _locked(portfolio_id, post_id, by=by)
    found = drafts_at(portfolio, post_id, by=by).open().first() if form is None else None
    return found or draft_of(form or Form(), portfolio, post_id, by=by, at=at)


@transaction.atomic
def save_draft(
    *, portfolio_id: uuid.UUID, post_id: uuid.UUID | None, words: str, by: Actor, at: datetime
) -> Draft | None:
    """Keep the form as it stands, address-encoded; nothing in it is checked.

    Kept, too, where the portfolio is archived by now, or the post deleted. What a form that has
    become a post says by now is an edit of that. None, and nothing kept, where the post says all
    of it: the last save of a form may come late.
    """
    portfolio = locked_to_keep(portfolio_id, post_id, by=by)
    return keep_words(portfolio, post_id, words, new_files=False, by=by, at=at)


def locked_to_keep(portfolio_id: uuid.UUID, post_id: uuid.UUID | None, *, by: Actor) -> Portfolio:
    """Lock the portfolio, that of the post if there is one, where a form is going to be kept."""
    if post_id is not None:
        portfolio_id = Post.objects.values_list("portfolio_id", flat=True).get(pk=post_id)
    return locked_for_drafts(portfolio_id, by=by)


def keep_words(
    portfolio: Portfolio,
    post_id: uuid.UUID | None,
    words: str,
    *,
    new_files: bool,
    by: Actor,
    at: datetime,
) -> Draft | None:
    """Put the words into the draft of their form; ``new_files``: there is more to keep of it."""
    if post_id is None:
        sent = sent_by_id(portfolio, words)
        if sent is not None:
            if sent.deleted_at is None and not new_files and says_typed(sent, words):
                return None
            post_id, words = sent.pk, as_edit(sent, words)
        elif not new_files and _is_sent_again(portfolio, words, by=by, at=at):
            return None
    draft = draft_of(form_of(words), portfolio, post_id, words=words, by=by, at=at)
    draft.words, draft.updated_at = words, at
    draft.save(update_fields=["words", "updated_at"])
    return draft


@transaction.atomic
def discard_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> Draft:
    """Put a draft away with its files; for thirty days its author can take it up again.

    One that was put aside already: then the form does not offer it any more.
    """
    draft = _own(draft_id, by=by)
    # Where nothing is written now, what was kept is there to be read.
    if draft.discarded_at is None and not can_write(by, draft.portfolio):
        raise PermissionDenied
    put_away(draft, by=by, at=at)
    return draft


@transaction.atomic
def reopen_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> Draft:
    """Take up a discarded draft; another one that is open at its place is put aside for it.

    Unless it was put away from beside that one: then it is offered there again.
    """
    draft = _own(draft_id, by=by)
    if draft.discarded_at is None:
        return draft
    refuse_when_gone(draft.discarded_at, at)
    other = drafts_at(draft.portfolio, draft.post_id, by=by).open().first()
    bring_back(draft, other, by=by, at=at)
    return draft


def _locked(portfolio_id: uuid.UUID, post_id: uuid.UUID | None, *, by: Actor) -> Portfolio:
    if post_id is None:
        return locked(portfolio_id, by=by)
    return locked_post(post_id, by=by).portfolio


def _own(draft_id: uuid.UUID, *, by: Actor) -> Draft:
    mine = Draft.objects.visible_to(by)
    known = mine.get(pk=draft_id)
    portfolio = locked_for_drafts(known.portfolio_id, by=by)
    draft = mine.get(pk=draft_id)
    draft.portfolio = portfolio
    return draft


def _is_sent_again(portfolio: Portfolio, words: str, *, by: Actor, at: datetime) -> bool:
    """Tell whether a form that has no draft says what a post of today says already."""
    begun = form_of(words).draft(drafts_at(portfolio, None, by=by), at=at) is not None
    return not begun and sent_by_words(portfolio, words, by=by)
