"""How often a link was opened: a number per link and day, and nothing about who opened it.

Whoever hands out a page adds one in Valkey (``sharing.pages``); every minute what has come together
there is written down. Should either fail, an opening is forgotten: none is ever counted twice, and
no visitor waits.
"""

import uuid
from datetime import date, datetime

import redis
from django.db import transaction
from django.db.models import F, Max, Sum

from sharing.models import LinkOpens, ShareLink
from spacesedu.lib import valkey
from spacesedu.lib.clock import local_date
from spacesedu.lib.db import lock


def key() -> str:
    """Return the name of the hash in Valkey in which openings come together."""
    return valkey.name("opens")


def line(link_id: uuid.UUID, day: date) -> str:
    """Return the name of the number of one link on ``day``, a day of the district's calendar."""
    return f"{link_id} {day}"


def write_down() -> int:
    """Add what has come together to the numbers of the days; return how many openings."""
    taken = valkey.ask(_take) or {}
    counted = {_place(name): int(count) for name, count in taken.items()}
    links = ShareLink.objects.filter(pk__in={link for link, _ in counted})
    districts = dict(links.values_list("pk", "district_id"))
    written = 0
    with transaction.atomic():
        # Two that write at once would both find no row of the day.
        lock("link opens")
        for (link, day), count in counted.items():
            # The link of a portfolio that was erased meanwhile counts no more.
            if link in districts:
                _add(districts[link], link, day, count)
                written += count
    return written


def opens_this_month(link: ShareLink, at: datetime) -> int:
    """Return how often the link was opened in this month of its district's calendar."""
    first = local_date(at, link.district.zone).replace(day=1)
    found = LinkOpens.objects.filter(link=link, day__gte=first)
    opens: int | None = found.aggregate(all=Sum("count"))["all"]
    return opens or 0


def last_opened(link: ShareLink) -> date | None:
    """Return the last day on which the link was opened; None when it never was."""
    last: date | None = LinkOpens.objects.filter(link=link).aggregate(last=Max("day"))["last"]
    return last


def _take(counts: "redis.Redis") -> dict[bytes, bytes]:
    """Read and delete in one step: what comes afterwards begins anew."""
    steps = counts.pipeline(transaction=True)
    steps.hgetall(key())
    steps.delete(key())
    found: dict[bytes, bytes] = steps.execute()[0]
    return found


def _place(name: bytes) -> tuple[uuid.UUID, date]:
    link, day = name.decode().split(" ")
    return uuid.UUID(link), date.fromisoformat(day)


def _add(district: uuid.UUID, link: uuid.UUID, day: date, count: int) -> None:
    # Who began with a section, or with a link sent on in another language, has opened it too.
    row, made = LinkOpens.objects.get_or_create(
        district_id=district, link_id=link, day=day, defaults={"count": max(count, 1)}
    )
    if not made:
        LinkOpens.objects.filter(pk=row.pk).update(count=F("count") + count)
