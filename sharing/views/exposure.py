"""Share links, as administrators see them: every live one, how old, how used, and how to end it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from districts.acting import acting
from districts.actor import Actor
from districts.choices import by_school
from districts.directory import schools_for
from districts.grades import CHOICES
from districts.policy import Power, may, require
from districts.signing_in.step_up import ask_first, is_fresh
from sharing.exposure.actions import note_links_download, turn_off_links
from sharing.exposure.asking import asked, district_of, ids_in, now_in, wanted_in
from sharing.exposure.file import table
from sharing.exposure.listing import (
    KINDS,
    ORDERS,
    Wanted,
    counts,
    found,
    live_links,
    sortable,
)
from sharing.exposure.rows import rows_of
from sharing.pausing.reads import held_in_words, templates
from spacesedu.lib import clock, csv_cells
from spacesedu.lib.filters import Chip, Choice, address, options
from spacesedu.lib.keyset import page_of


@require_safe
def exposure(request: HttpRequest) -> HttpResponse:
    """List the live links, fifty a page. No address is shown: they are in the download."""
    actor = _administrator(request)
    now, wanted = now_in(actor, clock.now()), wanted_in(request.GET)
    order, held = ORDERS[wanted.order], counts(actor, wanted, now)
    page = page_of(
        sortable(found(actor, wanted, now), wanted, now),
        request,
        among=sortable(live_links(actor, now.at), wanted, now),
        by=order.by,
        descending=order.descending,
    )
    context = {
        "rows": rows_of(page.rows, now),
        "page": page,
        "wanted": wanted,
        "asked": asked(wanted),
        "count": live_links(actor, now.at).count() if wanted.narrowed else held[""],
        "choices": _choices(actor, wanted),
        "chips": _chips(request, wanted, held),
        "turns_off": may(actor, Power.TURN_OFF_LINKS),
        "pauses": may(actor, Power.PAUSE_SHARING),
        "paused": held_in_words(actor) if may(actor, Power.PAUSE_SHARING) else "",
    }
    return render(request, "sharing/exposure.html", context)


@require_POST
def links_csv(request: HttpRequest) -> HttpResponseBase:
    """Send the live links that were looked for as a file, once it is noted who takes them along."""
    actor, at = _administrator(request), clock.now()
    now, wanted = now_in(actor, at), wanted_in(request.POST)
    if not is_fresh(request):
        back = f"{reverse('sharing_district:exposure')}?{urlencode(asked(wanted))}#download"
        return ask_first(request, back=back)
    district = district_of(actor)
    school = next((one for one in schools_for(actor) if one.pk == wanted.school), None)
    links = found(actor, wanted, now)
    ids = list(links.order_by(*ORDERS["name"].by).values_list("pk", flat=True))
    note_links_download(whose=school or district, links=len(ids), by=actor, at=at)
    day = clock.local_date(at, now.zone)
    return StreamingHttpResponse(
        csv_cells.lines(table(links, ids, now)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="share-links-{day}.csv"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest) -> HttpResponse:
    """Ask, naming whose links end for good; POST ends them.

    Nobody is asked who they are once more: what must close has to close fast.
    """
    actor, at = _administrator(request), clock.now()
    require(actor, Power.TURN_OFF_LINKS)
    ids = ids_in(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        ended = turn_off_links(link_ids=ids, by=actor, at=at)
        text = ngettext("%(count)d link is turned off.", "%(count)d links are turned off.", ended)
        messages.success(request, text % {"count": ended})
        return redirect("sharing_district:exposure")
    links = live_links(actor, at).filter(pk__in=ids).order_by(*ORDERS["name"].by)
    rows = rows_of(list(links), now_in(actor, at))
    if not rows:
        messages.info(request, _("Tick at least one link first."))
        return redirect("sharing_district:exposure")
    return render(request, "sharing/exposure_off.html", {"rows": rows})


def _administrator(request: HttpRequest) -> Actor:
    actor = acting(request)
    require(actor, Power.DOWNLOAD_LINKS)
    return actor


def _choices(actor: Actor, wanted: Wanted) -> list[Choice]:
    named = [(one.pk, one.name) for one in templates(actor)]
    sorts = [(key, order.label) for key, order in ORDERS.items() if key]
    return [
        by_school(schools_for(actor), wanted.school),
        Choice("grade", _("Grade"), _("All grades"), options(CHOICES, wanted.grade)),
        Choice("template", _("Portfolio"), _("All portfolios"), options(named, wanted.template)),
        Choice("order", _("Order"), ORDERS[""].label, options(sorts, wanted.order)),
    ]


def _chips(request: HttpRequest, wanted: Wanted, held: dict[str, int | None]) -> list[Chip]:
    """Return the kinds, each with how many links it leads to."""
    return [
        Chip(
            kind.label,
            address(request, "state", kind.key),
            current=kind == wanted.kind,
            count=held[kind.key],
        )
        for kind in KINDS
    ]
