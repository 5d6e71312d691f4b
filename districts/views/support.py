"""Support's page: every district, what is on there, and how to change it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.directory import districts_for
from districts.features import switches_of
from districts.policy import Power, require

PAGE = 20


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """List the districts with their switches; switching is a command with approver and reason."""
    actor = acting(request)
    require(actor, Power.SWITCH_FEATURES)
    pages = Paginator(districts_for(actor), PAGE).get_page(request.GET.get("page"))
    rows = [{"district": district, "switches": switches_of(district)} for district in pages]
    return render(request, "districts/support.html", {"rows": rows, "pages": pages})
