"""Import runs: the list, and one run as a letter."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.directory import runs_for
from districts.letter import arrival, letter, state_of
from districts.policy import Power, require

PAGE = 25
PROBLEMS_SHOWN = 200


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """List the runs, newest first."""
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    pages = Paginator(runs_for(actor), PAGE).get_page(request.GET.get("page"))
    rows = [
        {"run": run, "arrived": arrival(run, run.district.zone), "state": state_of(run)}
        for run in pages
    ]
    return render(request, "districts/imports.html", {"rows": rows, "pages": pages})


@require_safe
def run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Tell one run: what arrived, what changed or would, what is held and why."""
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    found = get_object_or_404(runs_for(actor), id=run_id)
    context = {
        "letter": letter(found, found.district.zone),
        "problems": found.problems.all()[:PROBLEMS_SHOWN],
        "problem_count": found.problems.count(),
    }
    return render(request, "districts/import_run.html", context)
