"""What is written about a whole portfolio: the Summary Statement, and that it was begun."""

import uuid
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.audit import record
from portfolios import text
from portfolios.actions.locking import changed, locked
from portfolios.actions.summary_drafts import end_summary_draft
from portfolios.models import MAX_SUMMARY, Portfolio
from portfolios.writing.origin import Form
from spacesedu.lib.numbers import grouped


class SummaryTooLongError(Exception):
    """A Summary Statement beyond its limit."""

    def __init__(self, length: int) -> None:
        """Keep how long it is; the sentence says how much has to go."""
        super().__init__(
            _("The Summary Statement may have %(most)s characters; this one has %(length)s.")
            % {"most": grouped(MAX_SUMMARY), "length": grouped(length)}
        )


class SummaryChangedError(Exception):
    """Somebody else has written it since the person looked; ``portfolio`` has their words."""

    def __init__(self, portfolio: Portfolio) -> None:
        """Keep the portfolio as it is now."""
        super().__init__(_("Somebody else has changed the Summary Statement meanwhile."))
        self.portfolio = portfolio


def summary_mark(summary: str) -> str:
    """Return what a form keeps of the text it began with, to tell later whether it is still so."""
    return sha256(summary.encode()).hexdigest()


@transaction.atomic
def write_summary(
    *,
    portfolio_id: uuid.UUID,
    summary: str,
    seen: str | None = None,
    form: Form | None = None,
    by: Actor,
    at: datetime,
) -> Portfolio:
    """Write the Summary Statement, Markdown of at most ``MAX_SUMMARY`` characters.

    ``seen`` is the mark of the text that the person looked at; ``SummaryChangedError`` when it is
    another by now. The person's draft ends, that of ``form`` if they wrote in one.
    """
    words = text.clean(summary)
    if len(words) > MAX_SUMMARY:
        raise SummaryTooLongError(len(words))
    portfolio = locked(portfolio_id, by=by)
    seen_this = seen is None or seen == summary_mark(portfolio.summary)
    if not seen_this and portfolio.summary != words:
        raise SummaryChangedError(portfolio)
    portfolio.summary, portfolio.summary_html = words, text.html(words)
    portfolio.save(update_fields=["summary", "summary_html"])
    end_summary_draft(portfolio, form, by=by, at=at)
    changed(portfolio.pk)
    _note("portfolio.summary_written", portfolio, by=by, at=at)
    return portfolio


@transaction.atomic
def get_started(*, portfolio_id: uuid.UUID, by: Actor, at: datetime) -> Portfolio:
    """Remember that the student has read the welcome; only the first time counts."""
    portfolio = locked(portfolio_id, by=by)
    if by.role is not Role.STUDENT:
        raise PermissionDenied
    if portfolio.welcomed_at is None:
        portfolio.welcomed_at = at
        portfolio.save(update_fields=["welcomed_at"])
        _note("portfolio.started", portfolio, by=by, at=at)
    return portfolio


def _note(verb: str, portfolio: Portfolio, *, by: Actor, at: datetime) -> None:
    record(verb, by=by, at=at, district_id=portfolio.district_id, subject=portfolio)
