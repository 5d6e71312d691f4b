"""What somebody finds where they go on writing a Summary Statement."""

import uuid
from datetime import datetime

from django.utils.text import Truncator

from districts.actor import Actor
from portfolios import text
from portfolios.models import Portfolio, SummaryDraft
from portfolios.models.summary_draft import SummaryDraftQuerySet
from portfolios.writing.origin import aside

_TITLE = 60


def unsaved(actor: Actor, portfolio: Portfolio) -> SummaryDraft | None:
    """Return what ``actor`` has typed and not saved; nothing where that is what is saved by now."""
    draft = _mine(actor, portfolio).open().first()
    return draft if draft and text.clean(draft.summary) != portfolio.summary else None


def own_summary_draft(actor: Actor, draft_id: uuid.UUID) -> SummaryDraft | None:
    """Return one of the actor's own drafts, put away or not."""
    found = SummaryDraft.objects.visible_to(actor).select_related("portfolio")
    return found.filter(pk=draft_id).first()


def put_away(actor: Actor, portfolio: Portfolio, draft_id: uuid.UUID) -> SummaryDraft | None:
    """Return a draft that was just discarded here, so that Undo can be offered."""
    return _mine(actor, portfolio).filter(pk=draft_id, discarded_at__isnull=False).first()


def put_aside(
    actor: Actor, portfolio: Portfolio, *, at: datetime
) -> list[tuple[SummaryDraft, str]]:
    """Return the drafts that made way for another form, with how they begin, the last first."""
    return [(draft, beginning(draft)) for draft in aside(_mine(actor, portfolio), at=at)]


def beginning(draft: SummaryDraft) -> str:
    """Return by what its author knows a draft again: it has no title."""
    return Truncator(" ".join(draft.summary.split())).chars(_TITLE)


def _mine(actor: Actor, portfolio: Portfolio) -> SummaryDraftQuerySet:
    return SummaryDraft.objects.visible_to(actor).filter(portfolio=portfolio)
