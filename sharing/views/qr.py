"""The address as a QR code, to print or to point a phone at."""

import uuid

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sharing.menu import address_of
from sharing.policy import standing
from sharing.queries import newest_link
from sharing.views.loading import loaded


@require_safe
def qr(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Send the code as a drawing."""
    actor, found = loaded(request, portfolio)
    link = newest_link(found.pk)
    address = address_of(link) if link and standing(actor, found.pk).can_make else None
    if link is None or link.closed_at is not None or address is None:
        raise Http404
    code = segno.make_qr(address).svg_inline(scale=4, border=2)
    return HttpResponse(
        code.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1),
        content_type="image/svg+xml",
    )
