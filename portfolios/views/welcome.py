"""The welcome of a portfolio: what the district asks for, full screen, with its attachments."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from portfolios import actions
from portfolios.models import Portfolio
from portfolios.policy import can_read_description
from portfolios.queries import openable
from portfolios.shaping.about import about as said_of
from portfolios.shelf import page_url
from portfolios.views.manage.files import send
from spacesedu.lib import clock


@require_safe
def about(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Show the description again."""
    return welcome(request, _described(request, portfolio), first=False)


@require_safe
def file_of(
    request: HttpRequest, portfolio: uuid.UUID, attachment: uuid.UUID, name: str
) -> HttpResponseBase:
    """Send an attachment of the description, to whoever may read the description."""
    return send(request, _described(request, portfolio).template, attachment, name)


@require_POST
def start(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Get Started: the welcome has been read."""
    actor = acting(request)
    found = get_object_or_404(openable(actor), pk=portfolio)
    actions.get_started(portfolio_id=found.pk, by=actor, at=clock.now())
    return redirect(page_url(found))


def welcome(request: HttpRequest, portfolio: Portfolio, *, first: bool) -> HttpResponse:
    """Show the description in place of the page; the first time, Get Started is remembered."""
    start_url = reverse("portfolios:start", kwargs={"portfolio": portfolio.pk})
    context = {
        "about": said_of(portfolio.template, f"{page_url(portfolio)}about/files/"),
        "start_by_post": first,
        "start_url": start_url if first else page_url(portfolio),
        "back_url": reverse("portfolios:list"),
    }
    return render(request, "portfolios/welcome.html", context)


def _described(request: HttpRequest, portfolio: uuid.UUID) -> Portfolio:
    """Return a portfolio the person may open, unless its description is not for them."""
    actor = acting(request)
    found = get_object_or_404(openable(actor), pk=portfolio)
    if not can_read_description(actor):
        raise PermissionDenied
    return found
