"""The bytes of pictures and files, behind the same question as the page; and trying one again."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from portfolios import actions, queries
from portfolios.keeping import deleted as trash
from portfolios.media.files import NoSuchFile, media_file, stored_file
from portfolios.models import Attachment, MediaKind
from portfolios.policy import can_write
from portfolios.shelf import page_url
from portfolios.writing.reads import Place
from spacesedu.lib import clock, media


@require_safe
def media_of(
    request: HttpRequest, portfolio: uuid.UUID, attachment: uuid.UUID, name: str
) -> HttpResponseBase:
    """Send one file of a portfolio the person may open."""
    found = get_object_or_404(queries.openable(acting(request)), pk=portfolio)
    try:
        file = media_file(found.pk, attachment, name)
    except NoSuchFile as unknown:
        raise Http404 from unknown
    return media.respond(request, file)


@require_safe
def media_of_draft(
    request: HttpRequest, draft: uuid.UUID, attachment: uuid.UUID, name: str
) -> HttpResponseBase:
    """Send one file of the person's own draft: until it is published nobody else sees it."""
    mine = queries.attachments(acting(request)).filter(draft=draft, ready_at__isnull=False)
    found = get_object_or_404(mine, pk=attachment)
    try:
        file = stored_file(found, name)
    except NoSuchFile as unknown:
        raise Http404 from unknown
    return media.respond(request, file)


@require_safe
def removed_photo(request: HttpRequest, attachment: uuid.UUID) -> HttpResponseBase:
    """Send the small picture of a photo that was taken out, to those who can put it back."""
    actor = acting(request)
    found = trash.removed_file(actor, attachment)
    if found is None or found.post is None or found.kind != MediaKind.PHOTO:
        raise Http404
    if not can_write(actor, found.post.portfolio):
        raise PermissionDenied
    return media.respond(request, stored_file(found, "320.webp"))


@require_POST
def retry(request: HttpRequest, attachment: uuid.UUID) -> HttpResponse:
    """Try again to make a failed file ready, and go back to where it stands."""
    actor = acting(request)
    found = get_object_or_404(queries.attachments(actor), pk=attachment)
    portfolio = found.portfolio
    if portfolio is None or not can_write(actor, portfolio):
        raise PermissionDenied
    try:
        actions.retry_attachment(attachment_id=found.pk, by=actor, at=clock.now())
    except actions.NothingToTryError as refused:
        messages.warning(request, str(refused))
    return redirect(_stands_at(found) or page_url(portfolio))


def _stands_at(file: Attachment) -> str:
    """Return the address of the form a file of a draft is in; nothing for a file of a post."""
    draft = file.draft
    return Place(draft.portfolio, draft.post).form_url if draft else ""
