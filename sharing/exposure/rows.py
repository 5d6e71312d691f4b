"""What a page of live links says of each: three queries for all of them, and no address."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch, Q, Sum
from django.utils.functional import Promise

from districts.models import SchoolMembership
from districts.students.rows import Place, places_of
from portfolios import gates
from portfolios.models import Portfolio
from sharing.class_links.listing import CLOSED
from sharing.ending.days import SOON, days_left
from sharing.expiry import shown_day
from sharing.exposure.listing import Now
from sharing.models import LinkOpens, ShareLink
from spacesedu.lib.clock import local_date


@dataclass(frozen=True, slots=True)
class Opened:
    """How often a link was opened this month, and the last day it was; None for never."""

    this_month: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One live link. ``why_not`` says what blocks it; it is empty for one that opens."""

    id: uuid.UUID
    student_id: uuid.UUID
    name: str
    number: str
    places: list[Place]
    template: str
    made_on: date
    ends_on: date
    ends_soon: bool
    opened: Opened
    why_not: str | Promise


def rows_of(links: Collection[ShareLink], now: Now) -> list[Row]:
    """Return the rows of some links, in their order."""
    portfolios = _portfolios(links, now)
    opened = _opened(links, now)
    return [_row(link, portfolios[link.portfolio_id], opened.get(link.pk), now) for link in links]


def _portfolios(links: Iterable[ShareLink], now: Now) -> dict[uuid.UUID, Portfolio]:
    here = SchoolMembership.objects.filter(ended_at=None).select_related("school")
    places = Prefetch(
        "student__memberships", here.order_by("school__name", "school__code"), to_attr="places"
    )
    rows = Portfolio.objects.filter(pk__in=[link.portfolio_id for link in links])
    known = rows.with_gates(now.at).select_related("template", "student__district")
    return {row.pk: row for row in known.prefetch_related(places)}


def _opened(links: Iterable[ShareLink], now: Now) -> dict[uuid.UUID, Opened]:
    first = local_date(now.at, now.zone).replace(day=1)
    days = LinkOpens.objects.filter(link__in=[link.pk for link in links]).values("link")
    known = days.annotate(month=Sum("count", filter=Q(day__gte=first)), last=Max("day"))
    return {row["link"]: Opened(row["month"] or 0, row["last"]) for row in known}


def _row(link: ShareLink, portfolio: Portfolio, opened: Opened | None, now: Now) -> Row:
    closed = [name for name in gates.URL_GATES if not getattr(portfolio, f"gate_{name}")]
    student = portfolio.student
    return Row(
        id=link.pk,
        student_id=student.pk,
        name=str(student),
        number=student.student_number,
        places=places_of(student),
        template=portfolio.template.name,
        made_on=local_date(link.issued_at, now.zone),
        ends_on=shown_day(link.expires_at, now.zone),
        ends_soon=days_left(link.expires_at, now.at, now.zone) <= SOON,
        opened=opened or Opened(),
        why_not=CLOSED[closed[0]] if closed else "",
    )
