"""The list of students beside the work: what was asked of it, and its rows. Pure but for ``rows``.

Whatever was asked stands in the address, and in the addresses of the students, so that the list is
the same when somebody comes back to it from a student's work.
"""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, Q
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from portfolios.models import Portfolio, PortfolioQuerySet
from portfolios.policy import follows
from portfolios.queries import of_template
from portfolios.reading.news import with_news
from spacesedu.lib.search import term

BY_NAME, NEW_FIRST, RECENT_FIRST = "name", "new", "activity"
ORDERS = {
    BY_NAME: _("By name"),
    NEW_FIRST: _("New first"),
    RECENT_FIRST: _("Last activity first"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for. ``page`` is what the address says, a number or not."""

    search: str = ""
    order: str = BY_NAME
    only_new: bool = False
    page: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether students may be missing from the list."""
        return bool(self.search) or self.only_new

    def in_address(self, page: int | None = None) -> str:
        """Return it as the end of an address, for another page or for this one."""
        given = {
            "q": self.search,
            "order": "" if self.order == BY_NAME else self.order,
            "new": "1" if self.only_new else "",
            "students": self.page if page is None else str(page),
        }
        words = urlencode({name: value for name, value in given.items() if value})
        return f"?{words}" if words else ""


def asked(query: QueryDict, actor: Actor) -> Asked:
    """Return what the address asks for; what makes no sense, or no sense to ``actor``, is left."""
    orders = orders_for(actor)
    order = query.get("order", "")
    return Asked(
        search=term(query.get("q", "")),
        order=order if order in orders else BY_NAME,
        only_new=NEW_FIRST in orders and bool(query.get("new")),
        page=term(query.get("students", "")),
    )


def orders_for(actor: Actor) -> dict[str, object]:
    """Return the orders to choose from.

    What is in each portfolio is counted to put them in order, which takes a fifth of a
    millisecond each: little for a school, too long for a district, whose office searches by name.
    """
    if actor.whole_district or not follows(actor):
        return {BY_NAME: ORDERS[BY_NAME]}
    return dict(ORDERS)


def rows(
    actor: Actor, template_id: uuid.UUID, wanted: Asked, current: Portfolio | None
) -> PortfolioQuerySet:
    """Return the portfolios of a template as asked for, with activity and news.

    The one that is open stays in the list when its news have just been read.
    """
    found = with_news(of_template(actor, template_id, wanted.search), actor)
    if wanted.only_new:
        found = found.filter(Q(news__gt=0) | Q(pk=current.pk if current else None))
    return found.order_by(*_FIRST[wanted.order], "student__sort_name", "pk")


_FIRST: dict[str, tuple[OrderBy, ...]] = {
    BY_NAME: (),
    NEW_FIRST: (F("news").desc(),),
    RECENT_FIRST: (F("last_activity").desc(nulls_last=True),),
}
