"""The bytes of pictures and files, behind the same question as the page; and trying one again."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from portfolios import actions, queries
from portfolios.media.files import NoSuchFile, media_file
from portfolios.policy import can_write
from portfolios.shelf import page_url
from spacesedu.lib import clock, media


@require_safe
def media_of(
    request: HttpRequest, portfolio: uuid.UUID, attachment: uuid.UUID, name: str
) -> HttpResponseBase:
    """Send one file of a portfolio the person may open."""
    found = get_object_or_404(queries.openable(acting(request)), pk=portfolio)
    try:
        file = media_file(found, attachment, name)
    except NoSuchFile as unknown:
        raise Http404 from unknown
    return media.respond(request, file)


@require_POST
def retry(request: HttpRequest, attachment: uuid.UUID) -> HttpResponse:
    """Try again to make a failed file ready."""
    actor = acting(request)
    found = get_object_or_404(queries.attachments(actor), pk=attachment)
    portfolio = found.portfolio
    if portfolio is None or not can_write(actor, portfolio):
        raise PermissionDenied
    actions.retry_attachment(attachment_id=found.pk, by=actor, at=clock.now())
    return redirect(page_url(portfolio))
