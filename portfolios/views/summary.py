"""The Summary Statement."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from portfolios import actions
from portfolios.forms.summary import SummaryForm
from portfolios.policy import can_write
from portfolios.queries import openable
from portfolios.shelf import page_url
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Write it, or rewrite it."""
    actor = acting(request)
    found = get_object_or_404(openable(actor), pk=portfolio)
    if not can_write(actor, found):
        raise PermissionDenied
    form = SummaryForm(request.POST or None, initial={"summary": found.summary})
    if form.is_valid():
        words = form.cleaned_data["summary"]
        try:
            actions.write_summary(portfolio_id=found.pk, summary=words, by=actor, at=clock.now())
        except actions.SummaryTooLongError as refused:
            form.add_error("summary", str(refused))
        else:
            messages.success(request, _("Your Summary Statement is saved."))
            return redirect(page_url(found))
    context = {"form": form, "actor": actor, "portfolio": found, "back_url": page_url(found)}
    status = 422 if form.errors else 200
    return render(request, "portfolios/summary_form.html", context, status=status)
