"""How the link of every student of a template stands, for a teacher."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from districts.models import ClassGroup, Enrolment
from portfolios import gates
from portfolios.models import Portfolio, PortfolioQuerySet
from sharing.menu import LinkView, link_view
from sharing.models import ShareLink
from sharing.policy import Standing
from sharing.queries import openable
from spacesedu.lib.db import fold

type Words = str | Promise

# Gate → what a list of many says when it is closed; ``portfolios.why`` tells one at length.
CLOSED: dict[str, Promise] = {
    "licence": _("Portfolios are off at the student’s school"),
    "district": _("URL sharing is off in the district"),
    "grade": _("URL sharing is off for the student’s grade"),
    "template": _("Student URL Sharing is off for this portfolio"),
    "student": _("The student is not active"),
    "pause": _("An administrator has paused sharing"),
}
ARCHIVED = _("The portfolio is archived")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody looks for."""

    search: str = ""
    class_group: ClassGroup | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One student and the newest link.

    ``why_not``: what keeps one from being made, or from opening; ``shares``: the Share button is
    there.
    """

    portfolio_id: uuid.UUID
    name: str
    link: LinkView | None
    why_not: Words
    shares: bool


def lines_for(actor: Actor, template_id: uuid.UUID, wanted: Wanted, at: datetime) -> list[Line]:
    """Return the students whose portfolios ``actor`` may open, by name, in two queries."""
    portfolios = list(_portfolios(actor, template_id, wanted, at))
    newest = _newest_links(portfolios)
    return [_line(portfolio, newest.get(portfolio.pk), at) for portfolio in portfolios]


def _portfolios(
    actor: Actor, template_id: uuid.UUID, wanted: Wanted, at: datetime
) -> PortfolioQuerySet:
    rows = openable(actor).filter(template=template_id).with_gates(at)
    for word in fold(wanted.search).split():
        rows = rows.filter(student__search_text__contains=word)
    if wanted.class_group is not None:
        there = Enrolment.objects.filter(class_group=wanted.class_group, ended_at=None)
        rows = rows.filter(Exists(there.filter(student=OuterRef("student"))))
    return rows.order_by("student__sort_name", "pk")


def _newest_links(portfolios: Iterable[Portfolio]) -> dict[uuid.UUID, ShareLink]:
    """Return portfolio → its latest link, turned off or not."""
    rows = ShareLink.objects.filter(portfolio__in=[one.pk for one in portfolios])
    return {link.portfolio_id: link for link in rows.newest()}


def _line(portfolio: Portfolio, link: ShareLink | None, at: datetime) -> Line:
    closed = [name for name in gates.URL_GATES if not getattr(portfolio, f"gate_{name}")]
    active: bool = portfolio.is_active  # type: ignore[attr-defined]
    may = Standing(
        opens=not closed,
        can_make=not closed and active,
        has_link=link is not None and link.closed_at is None,
    )
    return Line(
        portfolio_id=portfolio.pk,
        name=str(portfolio.student),
        link=link_view(portfolio, link, may, at),
        why_not=CLOSED[closed[0]] if closed else "" if active else ARCHIVED,
        shares=may.shows_button,
    )
