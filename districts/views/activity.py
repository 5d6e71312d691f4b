"""Activity: the audit log of a district in plain words, with its filters and as a file."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from districts.actions.activity import note_export
from districts.activity.export import table
from districts.activity.filters import ActivityFilter, district_for, events_for, wanted
from districts.activity.narrowed import narrowed
from districts.activity.rows import by_time, rows_of
from districts.activity.sealed import seal_of
from districts.actor import Actor
from districts.models import District
from districts.policy import Power, require
from districts.signing_in.step_up import ask_first, is_fresh
from spacesedu.lib import clock, csv_cells
from spacesedu.lib.keyset import page_of


@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """List what was done, newest first, fifty a page."""
    actor = acting(request)
    district = _district(actor)
    form = ActivityFilter(request.GET)
    asked = form.asked()
    events = wanted(actor, asked, district.zone)
    page = page_of(events, request, among=events_for(actor), descending=True)
    context = {
        "form": form,
        "asked": asked,
        "rows": by_time(rows_of(actor, page.rows, district.zone)),
        "page": page,
        "narrowed": narrowed(actor, asked, request.GET),
        "sealed": seal_of(district),
    }
    return render(request, "districts/activity.html", context)


@require_POST
def activity_csv(request: HttpRequest) -> HttpResponseBase:
    """Send the filtered list as a file, once it is noted who takes it along."""
    actor, at = acting(request), clock.now()
    district = _district(actor)
    asked = ActivityFilter(request.POST).asked()
    if not is_fresh(request):
        query = urlencode(asked)
        return ask_first(request, back=f"{reverse('districts:activity')}?{query}#download")
    note = note_export(district=district, asked=asked, by=actor, at=at)
    rows = table(actor, wanted(actor, asked, district.zone), district.zone, before=note)
    name = f"activity-{district.slug}-{at.astimezone(district.zone):%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv_cells.lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _district(actor: Actor) -> District:
    """Return the district whose log the actor may read; 403 for everybody else."""
    require(actor, Power.SEE_ACTIVITY)
    return district_for(actor)
