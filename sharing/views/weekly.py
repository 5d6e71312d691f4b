"""Turning the weekly e-mail off and on: by its own link, or on a page for who is signed in."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from sharing.ending.actions import BEARER, resume_digest, stop_digest
from sharing.ending.digests import has_stopped, opened_by
from sharing.policy import lists_links
from spacesedu.lib import clock


# A mail program presses its own button, with no cookie and no form of ours (RFC 8058): it follows
# no redirect either. Whoever holds the link can turn one e-mail off and on, and nothing else.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; pressing it ends the e-mail, or brings it back."""
    found = opened_by(token)
    if found is None:
        raise Http404
    stopped = found.stopped_at is not None
    if request.method == "POST":
        stopped = "again" not in request.POST
        change = stop_digest if stopped else resume_digest
        change(staff_id=found.staff_id, by=BEARER, at=clock.now())
    return render(request, "sharing/unsubscribe.html", {"stopped": stopped})


@require_http_methods(["GET", "HEAD", "POST"])
def weekly(request: HttpRequest) -> HttpResponse:
    """The same for a teacher who is signed in and has no such e-mail at hand."""
    actor = acting(request)
    if actor.staff_id is None or not lists_links(actor):
        raise PermissionDenied
    if request.method == "POST":
        change = resume_digest if "again" in request.POST else stop_digest
        change(staff_id=actor.staff_id, by=actor, at=clock.now())
        return redirect("sharing:weekly")
    return render(request, "sharing/weekly.html", {"stopped": has_stopped(actor.staff_id)})
