"""Keeping what somebody types of a Summary Statement: as they type, put away, taken up again.

A draft knows its form, as that of a post does: of two tabs neither writes over the other's words.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor
from portfolios import text
from portfolios.actions.draft_of_form import (
    bring_back,
    note,
    put_aside,
    put_away,
    take_up,
)
from portfolios.actions.locking import locked, locked_for_drafts
from portfolios.keeping.days import refuse_when_gone
from portfolios.models import MOST_KEPT, Portfolio, SummaryDraft
from portfolios.models.summary_draft import SummaryDraftQuerySet, summary_in
from portfolios.writing.origin import Form, form_of
from spacesedu.lib.numbers import grouped


class TooLongToKeepError(Exception):
    """A text beyond what is kept of one that cannot be saved."""

    def __init__(self) -> None:
        """Say how much is kept."""
        most = {"most": grouped(MOST_KEPT)}
        super().__init__(_("Too long to be kept: at most %(most)s characters.") % most)


@transaction.atomic
def save_summary_draft(
    *, portfolio_id: uuid.UUID, words: str, by: Actor, at: datetime
) -> SummaryDraft | None:
    """Keep the form as it stands, address-encoded, also where the portfolio is archived by now.

    None, and no draft is left of this form, where nothing is typed or only what is saved already.
    """
    typed = summary_in(words)
    if len(typed) > MOST_KEPT:
        raise TooLongToKeepError
    portfolio = locked_for_drafts(portfolio_id, by=by)
    here = _drafts_at(portfolio, by=by)
    draft = form_of(words).draft(here, at=at)
    if _adds_nothing(typed, portfolio):
        if draft is not None and draft.discarded_at is None:
            draft.delete()
        return None
    other = here.open().first()
    if other is not None and other != draft:
        _make_way(other, typed, by=by, at=at)
    if draft is None:
        return _begun(portfolio, words, by=by, at=at)
    if draft.discarded_at is not None:
        take_up(draft, by=by, at=at)
    draft.words, draft.updated_at = words, at
    draft.save(update_fields=["words", "updated_at"])
    return draft


@transaction.atomic
def discard_summary_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> SummaryDraft:
    """Put a draft away; for thirty days its author can take it up again."""
    draft = _own(draft_id, by=by)
    put_away(draft, by=by, at=at)
    return draft


@transaction.atomic
def reopen_summary_draft(*, draft_id: uuid.UUID, by: Actor, at: datetime) -> SummaryDraft:
    """Take up a discarded draft; another one that is open there is put aside for it.

    Unless it was put away from beside that one: then it is offered there again.
    """
    draft = _own(draft_id, by=by)
    if draft.discarded_at is None:
        return draft
    refuse_when_gone(draft.discarded_at, at)
    other = _drafts_at(draft.portfolio, by=by).open().first()
    bring_back(draft, other, by=by, at=at)
    return draft


def end_summary_draft(portfolio: Portfolio, form: Form | None, *, by: Actor, at: datetime) -> None:
    """Remove the draft of what has just been saved: that of ``form``, else the open one.

    What another form has kept stays, unless it says the same.
    """
    here = _drafts_at(portfolio, by=by)
    draft = form.draft(here, at=at) if form else here.open().first()
    if draft is not None:
        draft.delete()
    other = here.open().first()
    if other is not None and _adds_nothing(other.summary, portfolio):
        other.delete()


def _drafts_at(portfolio: Portfolio, *, by: Actor) -> SummaryDraftQuerySet:
    return SummaryDraft.objects.filter(portfolio=portfolio, author=by.user_id)


def _adds_nothing(typed: str, portfolio: Portfolio) -> bool:
    return text.clean(typed) in {"", portfolio.summary}


def _make_way(other: SummaryDraft, typed: str, *, by: Actor, at: datetime) -> None:
    """Put the open draft of another form aside; what says the same is not kept twice."""
    if text.clean(other.summary) == text.clean(typed):
        other.delete()
    else:
        put_aside(other, by=by, at=at)


def _begun(portfolio: Portfolio, words: str, *, by: Actor, at: datetime) -> SummaryDraft:
    draft = SummaryDraft.objects.create(
        district_id=portfolio.district_id,
        portfolio=portfolio,
        author_id=by.user_id,
        words=words,
        updated_at=at,
    )
    note("draft.begun", draft, by=by, at=at)
    return draft


def _own(draft_id: uuid.UUID, *, by: Actor) -> SummaryDraft:
    mine = SummaryDraft.objects.visible_to(by)
    portfolio = locked(mine.values_list("portfolio_id", flat=True).get(pk=draft_id), by=by)
    draft = mine.get(pk=draft_id)
    draft.portfolio = portfolio
    return draft
