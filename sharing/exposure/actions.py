"""What administrators do with the links of many students: take them along, and turn them off."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from districts.actor import Actor
from districts.audit import record
from districts.models import District, School
from portfolios.models import Portfolio
from sharing.exposure.listing import live_links


@transaction.atomic
def note_links_download(*, whose: District | School, links: int, by: Actor, at: datetime) -> None:
    """Note that somebody downloads the live links of a school, or of all their schools."""
    detail: dict[str, object] = {"links": links}
    verb, district_id = "share_links.downloaded", by.here
    record(verb, by=by, at=at, district_id=district_id, subject=whose, detail=detail)


@transaction.atomic
def turn_off_links(*, link_ids: Collection[uuid.UUID], by: Actor, at: datetime) -> int:
    """End these links at once and for good, gates open or not; return how many that were.

    What is no live link of a student ``by`` administers is passed over: turned off or replaced a
    moment ago, or never theirs. The portfolios are locked one after the other, in one order, as
    whoever makes or resets a link locks them.
    """
    wanted = live_links(by, at).filter(pk__in=link_ids)
    portfolios = Portfolio.objects.filter(pk__in=wanted.values_list("portfolio", flat=True))
    list(portfolios.order_by("pk").select_for_update(of=("self",)))
    links = list(live_links(by, at).filter(pk__in=link_ids).order_by("pk"))
    for link in links:
        link.closed_at, link.closed_by_id = at, by.user_id
        link.save(update_fields=["closed_at", "closed_by"])
        record(
            "share_link.turned_off",
            by=by,
            at=at,
            district_id=link.district_id,
            subject=link,
            detail={"portfolio": str(link.portfolio_id)},
        )
    return len(links)
