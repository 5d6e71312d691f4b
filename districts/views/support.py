"""Support's first page: every district, what is on there and what waits, and the way to each."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.directory import districts_for
from districts.policy import Power, require
from districts.support.listing import Show, among, districts_named, row_of
from districts.support.waiting import marks_by_district
from spacesedu.lib import clock
from spacesedu.lib.filters import Chip, address
from spacesedu.lib.search import search_term

PAGE = 50


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """List the districts by name; what waits is known of all of them, so that it can be counted."""
    actor = acting(request)
    require(actor, Power.SWITCH_FEATURES)
    search, asked = search_term(request), request.GET.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.ALL
    marks = marks_by_district(actor, clock.now())
    everywhere = list(districts_for(actor).values_list("pk", flat=True))
    sets = {one: among(one, everywhere, marks) for one in Show}
    found = districts_named(actor, search).filter(pk__in=sets[show])
    pages = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [row_of(district, marks) for district in pages],
        "pages": pages,
        "search": search,
        "show": show,
        "chips": _chips(request, {one: len(held) for one, held in sets.items()}, show),
    }
    return render(request, "districts/support.html", context)


def _chips(request: HttpRequest, counts: dict[Show, int], show: Show) -> list[Chip]:
    """Return the filters; nobody needs one that holds nothing, unless they are in it."""
    labels = {
        Show.ALL: _("All"),
        Show.WAITING: _("Something waits"),
        Show.READABLE: _("Support may read"),
    }
    return [
        Chip(labels[one], address(request, "show", one.value), current=one is show, count=count)
        for one, count in counts.items()
        if count or one in {Show.ALL, show}
    ]
