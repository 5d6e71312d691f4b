"""The sharing menu: a dialog where there is script, a page of its own where there is none."""

import uuid
from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from districts.actor import Actor
from portfolios.models import Portfolio
from sharing import actions
from sharing.counts import opens_this_month
from sharing.menu import addresses_in_menu, link_view
from sharing.policy import standing
from sharing.queries import newest_link
from sharing.views.loading import loaded
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def menu(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Show the menu. Pressing Share is a POST, and the first one makes the link."""
    actor, found = loaded(request, portfolio)
    if request.method == "POST":
        _do(actions.open_menu, found, actor, clock.now())
        if not request.headers.get("HX-Request"):
            return redirect("sharing:menu", portfolio=found.pk)
    return _shown(request, actor, found)


@require_POST
def reset(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Reset Expiration."""
    return _changed(
        request,
        portfolio,
        actions.reset_expiration,
        _("The link works for 10 more months."),
    )


@require_POST
def renew(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """New link: the old one stops working at once."""
    return _changed(
        request,
        portfolio,
        actions.new_link,
        _("This is the new link. The old one has stopped working."),
    )


@require_POST
def turn_off(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Turn off: nobody can open the link any more, which the menu says in any case."""
    return _changed(request, portfolio, actions.turn_off)


def _do[T](action: Callable[..., T], portfolio: Portfolio, actor: Actor, at: datetime) -> T:
    try:
        return action(portfolio_id=portfolio.pk, by=actor, at=at)
    except actions.NotShareable as refused:
        raise PermissionDenied from refused


def _changed(
    request: HttpRequest,
    portfolio_id: uuid.UUID,
    action: Callable[..., object],
    said: str = "",
) -> HttpResponse:
    actor, found = loaded(request, portfolio_id)
    _do(action, found, actor, clock.now())
    if request.headers.get("HX-Request"):
        return _shown(request, actor, found, said, changed=True)
    if said:
        messages.success(request, said)
    return redirect("sharing:menu", portfolio=found.pk)


def _shown(
    request: HttpRequest,
    actor: Actor,
    portfolio: Portfolio,
    said: str = "",
    *,
    changed: bool = False,
) -> HttpResponse:
    at = clock.now()
    may, newest = standing(actor, portfolio.pk, at), newest_link(portfolio.pk)
    context = {
        "link": link_view(portfolio, newest, may, at),
        "can_make": may.can_make,
        "opens": opens_this_month(newest, at) if newest else 0,
        "said": said,
        "changed": changed,
        "share_title": portfolio.template.name,
        "share_name": str(portfolio.student),
        "back_url": reverse("portfolios:page", kwargs={"portfolio": portfolio.pk}),
        **addresses_in_menu(portfolio.pk),
    }
    partial = request.headers.get("HX-Request")
    return render(request, "sharing/dialog.html" if partial else "sharing/menu.html", context)
