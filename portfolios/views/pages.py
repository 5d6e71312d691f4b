"""A portfolio: the welcome, the work, the i button."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from portfolios import actions, text
from portfolios.models import Portfolio
from portfolios.policy import can_read_description, waits_for_welcome, works_beside_list
from portfolios.queries import openable
from portfolios.shelf import page_url
from portfolios.views.work import desk, work
from spacesedu.lib import clock


@require_safe
def page(
    request: HttpRequest, portfolio: uuid.UUID, section: uuid.UUID | None = None
) -> HttpResponse:
    """Show the work, or the welcome when the student comes for the first time."""
    actor = acting(request)
    found = get_object_or_404(openable(actor), pk=portfolio)
    if waits_for_welcome(actor, found):
        return _welcome(request, found, first=True)
    context = work(request, actor, found, section, root="../../" if section else "")
    if context is None:
        raise Http404
    if works_beside_list(actor):
        context |= desk(request, actor, found.template_id, found) | {"title": found.template.name}
        return render(request, "portfolios/teacher.html", context)
    return render(request, "portfolios/page.html", context)


@require_safe
def about(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Show the description again."""
    actor = acting(request)
    found = get_object_or_404(openable(actor), pk=portfolio)
    if not can_read_description(actor):
        raise PermissionDenied
    return _welcome(request, found, first=False)


@require_POST
def start(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Get Started: the welcome has been read."""
    actor = acting(request)
    found = get_object_or_404(openable(actor), pk=portfolio)
    actions.get_started(portfolio_id=found.pk, by=actor, at=clock.now())
    return redirect(page_url(found))


def _welcome(request: HttpRequest, portfolio: Portfolio, *, first: bool) -> HttpResponse:
    start_url = reverse("portfolios:start", kwargs={"portfolio": portfolio.pk})
    context = {
        "template_name": portfolio.template.name,
        "description_html": text.html(portfolio.template.description),
        "start_by_post": first,
        "start_url": start_url if first else page_url(portfolio),
        "back_url": reverse("portfolios:list"),
    }
    return render(request, "portfolios/welcome.html", context)
