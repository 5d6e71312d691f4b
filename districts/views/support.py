"""Support's page: every district, what is on there, and how to change it."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.directory import districts_for
from districts.policy import Power, require
from districts.switching.features import switches_of
from spacesedu.lib.search import search_term

PAGE = 20


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """List the districts with their switches, and lead to what Support may change there."""
    actor = acting(request)
    require(actor, Power.SWITCH_FEATURES)
    search = search_term(request)
    found = districts_for(actor)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(slug__icontains=search))
    pages = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [{"district": district, "switches": switches_of(district)} for district in pages]
    return render(
        request, "districts/support.html", {"rows": rows, "pages": pages, "search": search}
    )
