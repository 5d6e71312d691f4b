"""The Family tab: active and invited adults, the students they are tied to, and how it stands."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.actor import Actor
from districts.policy import Power, may, require
from families.policy import can_welcome_families, has_family_tab
from families.queries import zone_of
from families.tab.counting import counts
from families.tab.listing import ORDER, Wanted, everybody, listed
from families.tab.rows import rows_of
from families.tab.status import CHIPS
from spacesedu.lib import clock
from spacesedu.lib.filters import Chip, address
from spacesedu.lib.keyset import page_of
from spacesedu.lib.search import search_term


def administrator(request: HttpRequest) -> Actor:
    """Return who is asking; 403 for a role without families, 404 where the tab is not on."""
    actor = acting(request)
    if not has_family_tab(actor):
        raise Http404
    return actor


def manager(request: HttpRequest) -> Actor:
    """Return an administrator who may change what the tab shows; 403 for who only reads."""
    actor = administrator(request)
    require(actor, Power.MANAGE_FAMILIES)
    return actor


@require_safe
def family_tab(request: HttpRequest) -> HttpResponse:
    """List them by address, fifty a page; search, chips and pages are plain links and a form."""
    actor, at = administrator(request), clock.now()
    wanted = Wanted(search=search_term(request), chip=request.GET.get("status", ""))
    found = page_of(listed(actor, wanted, at), request, among=everybody(actor), by=ORDER)
    assert actor.district_id is not None
    welcome = can_welcome_families(actor)
    manages = may(actor, Power.MANAGE_FAMILIES)
    context = {
        "rows": rows_of(actor, found.rows, at, zone_of(actor.district_id)),
        "page": found,
        "wanted": wanted,
        "chips": _chips(request, wanted, counts(actor, at)),
        "add_url": reverse("families:add_family") if welcome and manages else "",
        "families_off": not welcome,
        "manages": manages,
        "asks_why": may(actor, Power.ASK_WHY),
    }
    return render(request, "families/family_tab.html", context)


def _chips(request: HttpRequest, wanted: Wanted, held: dict[str, int]) -> list[Chip]:
    """Return the chips with how many adults each holds; what nobody is in is not offered."""
    return [
        Chip(
            chip.label,
            address(request, "status", chip.key),
            current=chip == wanted.chosen,
            count=held[chip.key],
        )
        for chip in CHIPS
        if held[chip.key] or chip == wanted.chosen or chip.key in {"", "active", "invited"}
    ]
