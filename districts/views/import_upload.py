"""Handing in a package by hand."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.directory import connections_for
from districts.imports.upload_form import UploadForm, too_big
from districts.imports.upload_limits import why_not
from districts.models import ConnectionKind
from districts.policy import Power, require
from districts.signing_in.step_up import ask_first, is_fresh
from districts.sis.package import MOST_AT_ONCE
from districts.sis.receive import receive
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponseBase:
    """Ask for the files; POST hands them to a worker and leads to what becomes of them."""
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    known = connections_for(actor).filter(ended_at=None).exclude(kind=ConnectionKind.PULL)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*sent, connections=list(known))
    if form.is_valid() and (sentence := why_not(form.order.connection, actor, at=clock.now())):
        form.add_error(None, sentence)
    if not form.is_valid():
        context = {"form": form, "most_bytes": settings.UPLOAD_MAX_BYTES, "too_big": too_big()}
        status = 422 if form.errors else 200
        return render(request, "districts/import_upload.html", context, status=status)
    handed = form.order
    if handed.waive and not is_fresh(request):
        # Lifting the thresholds is an answer given in advance.
        return ask_first(request, back=reverse("districts:import_upload"))
    with handed.unpacked() as path:
        run = receive(
            path,
            handed.connection,
            name=handed.name,
            by=actor,
            at=clock.now(),
            dry_run=handed.rehearse,
            waive=handed.waive,
            most=MOST_AT_ONCE,
        )
    return redirect("districts:import_run", run_id=run.pk)
