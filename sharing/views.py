"""The sharing menu: a dialog where there is script, a page of its own where there is none."""

import uuid
from collections.abc import Callable
from datetime import datetime

import segno
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from districts.acting import acting
from districts.actor import Actor
from portfolios.models import Portfolio
from sharing import actions
from sharing.menu import address_of, addresses_in_menu, link_view
from sharing.policy import may_see_menu, standing
from sharing.queries import newest_link, openable
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def menu(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Show the menu. Pressing Share is a POST, and the first one makes the link."""
    actor, found = _loaded(request, portfolio)
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
    """Turn off: nobody can open the link any more."""
    return _changed(request, portfolio, actions.turn_off, _("The link is off. Nobody can open it."))


@require_safe
def qr(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Send the address as a QR code, to print or to point a phone at."""
    actor, found = _loaded(request, portfolio)
    link = newest_link(found.pk)
    address = address_of(link) if link and standing(actor, found.pk).can_make else None
    if link is None or link.closed_at is not None or address is None:
        raise Http404
    code = segno.make_qr(address).svg_inline(scale=4, border=2)
    return HttpResponse(
        code.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
        content_type="image/svg+xml",
    )


def _loaded(request: HttpRequest, portfolio_id: uuid.UUID) -> tuple[Actor, Portfolio]:
    actor = acting(request)
    found = get_object_or_404(openable(actor), pk=portfolio_id)
    if not may_see_menu(actor, found.pk):
        raise PermissionDenied
    return actor, found


def _do[T](action: Callable[..., T], portfolio: Portfolio, actor: Actor, at: datetime) -> T:
    try:
        return action(portfolio_id=portfolio.pk, by=actor, at=at)
    except actions.NotShareable as refused:
        raise PermissionDenied from refused


def _changed(
    request: HttpRequest,
    portfolio_id: uuid.UUID,
    action: Callable[..., object],
    said: str,
) -> HttpResponse:
    actor, found = _loaded(request, portfolio_id)
    _do(action, found, actor, clock.now())
    if request.headers.get("HX-Request"):
        return _shown(request, actor, found, said)
    return redirect("sharing:menu", portfolio=found.pk)


def _shown(
    request: HttpRequest, actor: Actor, portfolio: Portfolio, said: str = ""
) -> HttpResponse:
    may = standing(actor, portfolio.pk)
    link = link_view(portfolio, newest_link(portfolio.pk), may, clock.now())
    context = {
        "link": link,
        "can_make": may.can_make,
        "preview_url": link.url if link else "",
        "said": said,
        "share_title": portfolio.template.name,
        "share_name": str(portfolio.student),
        "back_url": reverse("portfolios:page", kwargs={"portfolio": portfolio.pk}),
        **addresses_in_menu(portfolio.pk),
    }
    partial = request.headers.get("HX-Request")
    return render(request, "sharing/dialog.html" if partial else "sharing/menu.html", context)
