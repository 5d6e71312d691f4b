"""The address as a QR code, to print or to point a phone at."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sharing.menu import link_view
from sharing.policy import standing
from sharing.queries import newest_link
from sharing.views.loading import loaded
from spacesedu.lib import clock
from spacesedu.lib import qr as codes

PIXELS = 1024
"""Of the picture: enough for a poster."""


@require_safe
def qr(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Send the code as a drawing."""
    address = _address(request, portfolio)
    return HttpResponse(codes.svg(address), content_type="image/svg+xml")


@require_safe
def qr_png(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Send the code as a picture."""
    address = _address(request, portfolio)
    return HttpResponse(codes.png(address, PIXELS), content_type="image/png")


def _address(request: HttpRequest, portfolio_id: uuid.UUID) -> str:
    """Return what the menu lets be copied; 404 where it shows no address."""
    actor, found = loaded(request, portfolio_id)
    at = clock.now()
    link = link_view(found, newest_link(found.pk), standing(actor, found.pk, at), at)
    if link is None or not link.url:
        raise Http404
    return link.url
