"""Moving a post between sections: a small sheet of ticks, in a dialog or as a page of its own."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from portfolios import actions, queries
from portfolios.forms.moving import SectionsForm
from portfolios.policy import can_write
from portfolios.shelf import page_url, post_url
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def sections(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Show in which sections a post is, and put it into others."""
    actor = acting(request)
    found = queries.post(actor, post)
    if found is None:
        raise Http404
    if not can_write(actor, found.portfolio):
        raise PermissionDenied
    offered = queries.sections(found.portfolio)
    sent = request.POST if request.method == "POST" else None
    form = SectionsForm(sent, post=found, sections=offered)
    if form.is_valid():
        chosen = frozenset(form.cleaned_data["sections"])
        try:
            actions.move_post(post_id=found.pk, section_ids=chosen, by=actor, at=clock.now())
        except actions.DeletedMeanwhileError as gone:
            form.add_error(None, str(gone))
        else:
            messages.success(request, _("The sections are changed."))
            return redirect(post_url(found.portfolio, found.pk))
    context = {"form": form, "post": found, "back_url": page_url(found.portfolio)}
    partial = request.headers.get("HX-Request")
    page = "portfolios/_post_sections.html" if partial else "portfolios/post_sections.html"
    return render(request, page, context, status=422 if form.errors else 200)
