"""The Family tab: active and invited adults, the students they are tied to, and how it stands."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.actor import Actor
from districts.policy import Power, may, require
from families.policy import can_welcome_families, has_family_tab
from families.queries import zone_of
from families.tab.listing import Page, Wanted, counts, page
from families.tab.rows import rows_of
from families.tab.status import CHIPS
from spacesedu.lib import clock

LONGEST_SEARCH = 100


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
    wanted = _wanted(request)
    found = page(actor, wanted, at)
    assert actor.district_id is not None
    welcome = can_welcome_families(actor)
    manages = may(actor, Power.MANAGE_FAMILIES)
    context = {
        "rows": rows_of(actor, found.contacts, at, zone_of(actor.district_id)),
        "search": wanted.search,
        "chip": wanted.chip,
        "chips": _chips(wanted, counts(actor, at)),
        "add_url": reverse("families:add_family") if welcome and manages else "",
        "families_off": not welcome,
        "manages": manages,
        "asks_why": may(actor, Power.ASK_WHY),
        **_ways(request, found),
    }
    return render(request, "families/family_tab.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(
        search=request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        chip=request.GET.get("status", ""),
        after=_id(request.GET.get("after", "")),
        before=_id(request.GET.get("before", "")),
    )


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _chips(wanted: Wanted, held: dict[str, int]) -> list[dict[str, object]]:
    """Return the chips with how many adults each holds; what nobody is in is not offered."""
    chips: list[dict[str, object]] = []
    for chip in CHIPS:
        current = chip == wanted.chosen
        if held[chip.key] or current or chip.key in {"", "active", "invited"}:
            query = {
                name: text for name, text in (("status", chip.key), ("q", wanted.search)) if text
            }
            url = reverse("families:family_tab", query=query or None)
            chips.append(
                {"label": chip.label, "url": url, "count": held[chip.key], "current": current}
            )
    return chips


def _ways(request: HttpRequest, found: Page) -> dict[str, str]:
    """Return the addresses of the pages around this one."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    ways = {"previous_url": "", "next_url": ""}
    if found.has_previous and found.contacts:
        ways["previous_url"] = f"?{_with(query, 'before', found.contacts[0].pk)}"
    if found.has_next and found.contacts:
        ways["next_url"] = f"?{_with(query, 'after', found.contacts[-1].pk)}"
    return ways


def _with(query: QueryDict, name: str, value: uuid.UUID) -> str:
    extended = query.copy()
    extended[name] = str(value)
    return extended.urlencode()
