"""Finding live links: by student, school, grade and template, and by how it stands with them.

A link is live until its last day, unless somebody turned it off. One that a gate blocks is live
too: it opens again with the gate.

Which links there are is a matter of people, not of gates: where Portfolios are switched off at a
school, its administrators still find the links of their students here.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from districts.models import SchoolMembership
from portfolios.models import Portfolio
from sharing.ending.days import SOON, end_of_day
from sharing.models import LinkOpens, ShareLink
from sharing.models.link import ShareLinkQuerySet
from spacesedu.lib.clock import local_date
from spacesedu.lib.db import fold


@dataclass(frozen=True, slots=True)
class Now:
    """The moment somebody looks, and the zone in which their district counts its days."""

    at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Kind:
    """Links of which one thing is true."""

    key: str
    label: Promise
    among: Callable[[ShareLinkQuerySet, Now], ShareLinkQuerySet]


def _ending_soon(links: ShareLinkQuerySet, now: Now) -> ShareLinkQuerySet:
    return links.filter(expires_at__lte=end_of_day(SOON, now.at, now.zone))


def _never_opened(links: ShareLinkQuerySet, _now: Now) -> ShareLinkQuerySet:
    return links.filter(~Exists(LinkOpens.objects.filter(link=OuterRef("pk"))))


def _blocked(links: ShareLinkQuerySet, now: Now) -> ShareLinkQuerySet:
    opening = Portfolio.objects.open_to_url(now.at)
    return links.filter(~Exists(opening.filter(pk=OuterRef("portfolio"))))


BLOCKED = Kind("blocked", _("Blocked"), _blocked)
KINDS = (
    Kind("", _("All live links"), lambda links, _now: links),
    Kind("soon", _("Ending soon"), _ending_soon),
    Kind("unopened", _("Never opened"), _never_opened),
    BLOCKED,
)
COUNTED_GATES = 5_000
"""Links found, at most, whose gates are asked only to say how many are blocked."""


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort: the columns, unique together, and which end comes first."""

    label: Promise
    by: tuple[str, ...]
    descending: bool = False


ORDERS: Mapping[str, Order] = {
    "": Order(_("Ending first"), ("expires_at", "id")),
    "name": Order(_("By name"), ("portfolio__student__sort_name", "id")),
    "age": Order(_("Oldest first"), ("issued_at", "id")),
    "activity": Order(_("Most opened this month"), ("month", "id"), descending=True),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, each part as its address says it."""

    search: str = ""
    school: uuid.UUID | None = None
    grade: str = ""
    template: uuid.UUID | None = None
    kind: Kind = KINDS[0]
    order: str = ""

    @property
    def narrowed(self) -> bool:
        """Tell whether a link could be there that is not shown."""
        chosen = self.search, self.school, self.grade, self.template, self.kind.key
        return any(chosen)


def live_links(actor: Actor, at: datetime) -> ShareLinkQuerySet:
    """Return every live link of a student ``actor`` administers.

    One whose key was dropped opens nothing any more, whatever its row says.
    """
    links = ShareLink.objects.not_closed().filter(kid__in=list(settings.SHARE_LINK_KEYS))
    here = links.filter(district_id=actor.here, expires_at__gt=at)
    mine = Portfolio.objects.explained_to(actor)
    # Of a whole district every portfolio is theirs: looking each up took ten times as long.
    return here if actor.whole_district else here.filter(portfolio__in=mine)


def found(actor: Actor, wanted: Wanted, now: Now) -> ShareLinkQuerySet:
    """Return the live links somebody looks for."""
    return wanted.kind.among(_of_any_kind(actor, wanted, now), now)


def counts(actor: Actor, wanted: Wanted, now: Now) -> dict[str, int | None]:
    """Return how many links each kind would hold of what is looked for; None where it takes long.

    The gates of each link are asked to count the blocked ones, which takes seconds among very many.
    """
    links = _of_any_kind(actor, wanted, now)
    held: dict[str, int | None] = {
        kind.key: kind.among(links, now).count() for kind in KINDS if kind is not BLOCKED
    }
    few = (held[""] or 0) <= COUNTED_GATES
    return held | {BLOCKED.key: BLOCKED.among(links, now).count() if few else None}


def _of_any_kind(actor: Actor, wanted: Wanted, now: Now) -> ShareLinkQuerySet:
    links = live_links(actor, now.at)
    for word in fold(wanted.search).split():
        links = links.filter(portfolio__student__search_text__contains=word)
    if wanted.template:
        links = links.filter(portfolio__template=wanted.template)
    if wanted.school or wanted.grade:
        # One membership with both: in grade 8 of this school, not in grade 8 of another one.
        here = SchoolMembership.objects.filter(ended_at=None)
        here = here.filter(school=wanted.school) if wanted.school else here
        here = here.filter(grade=wanted.grade) if wanted.grade else here
        links = links.filter(Exists(here.filter(student=OuterRef("portfolio__student"))))
    return links


def sortable(links: ShareLinkQuerySet, wanted: Wanted, now: Now) -> ShareLinkQuerySet:
    """Return the links with what they are sorted by, where that is not a column of theirs."""
    if "month" not in ORDERS[wanted.order].by:
        return links
    first = local_date(now.at, now.zone).replace(day=1)
    # With its district, the index of the days finds those of a link; a join sorts every link.
    days = LinkOpens.objects.filter(
        district=OuterRef("district"), link=OuterRef("pk"), day__gte=first
    )
    total = days.order_by().values("link").annotate(sum=Sum("count")).values("sum")
    counted: ShareLinkQuerySet = links.annotate(
        month=Coalesce(Subquery(total, IntegerField()), Value(0))
    )
    return counted
