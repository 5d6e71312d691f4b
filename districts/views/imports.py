"""Imports: the list of runs, and one run as a letter."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.directory import connections_for, runs_for
from districts.imports import problems, run_list, sample
from districts.imports.page import letter
from districts.policy import Power, may, require
from spacesedu.lib.filters import Chip, Choice, address, chosen_id, options
from spacesedu.lib.keyset import page_of

PAGE = 25
SORTS_SHOWN = 8
WAITING = "waiting"
WORKING = "working"


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """List the runs, newest first; nothing is counted."""
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    source, waiting = chosen_id(request, "connection"), request.GET.get("state") == WAITING
    page = page_of(
        run_list.listed(actor, source, waiting=waiting),
        request,
        among=run_list.listed(actor),
        by=run_list.ORDER,
        descending=True,
        size=PAGE,
    )
    connections = list(connections_for(actor))
    context = {
        "rows": run_list.rows_of(page.rows),
        "page": page,
        "narrowed": waiting or source is not None,
        "chips": [
            Chip(_("All"), address(request, "state", ""), current=not waiting),
            Chip(_("Waiting for an answer"), address(request, "state", WAITING), current=waiting),
        ],
        "sources": Choice(
            "connection",
            _("From"),
            _("All connections"),
            options([(one.pk, str(one)) for one in connections], source),
        ),
        "state": WAITING if waiting else "",
        "connected": any(one.ended_at is None for one in connections),
        "may_set": may(actor, Power.EDIT_SETTINGS),
    }
    return render(request, "districts/imports.html", context)


@require_safe
def run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Tell one run: what arrived, what changed or would, what waits and why."""
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    found = get_object_or_404(runs_for(actor), id=run_id)
    told = letter(found)
    context = {
        "letter": told,
        "problems": problems.groups_of(actor, found, SORTS_SHOWN),
        "total": problems.number_of(found),
        "samples": sample.is_there(),
    }
    response = render(request, "districts/import_run.html", context)
    if request.headers.get("HX-Target") == WORKING and told.working is None:
        # The bar has asked how far it is, and it is over: the page is another one now.
        response["HX-Refresh"] = "true"
    return response
