"""Files that come in parts and go on after a break: the tus protocol's addresses."""

import uuid
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actor import Actor
from portfolios import actions, queries
from portfolios.media.receive import arrived
from portfolios.media.refusal import Refusal
from portfolios.models import Portfolio, Upload
from portfolios.policy import can_keep, can_write
from portfolios.uploads import headers, metadata
from portfolios.uploads.rows import uploads
from portfolios.views import tus
from portfolios.writing.origin import form_of
from spacesedu.lib import clock

METHODS = ("OPTIONS", "HEAD", "PATCH", "DELETE")
ASKING = frozenset({"OPTIONS", "HEAD"})


@require_http_methods(["OPTIONS", "POST"])
@tus.tus
def new(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Begin a file of a post that somebody is writing."""
    actor = acting(request)
    found = get_object_or_404(queries.openable(actor), pk=portfolio)
    return _begun(request, actor, found, None)


@require_http_methods(["OPTIONS", "POST"])
@tus.tus
def to_post(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Begin a file of a post that somebody is editing."""
    actor = acting(request)
    found = queries.post(actor, post)
    if found is None:
        raise Http404
    return _begun(request, actor, found.portfolio, found.pk)


@tus.tus
def upload(request: HttpRequest, upload: uuid.UUID) -> HttpResponse:
    """Say how far a file has come (HEAD), take its next part (PATCH), or give it up (DELETE)."""
    method = _method(request)
    if method not in METHODS:
        return HttpResponseNotAllowed(METHODS)
    actor = acting(request)
    found = get_object_or_404(uploads(actor), pk=upload)
    _check_open(actor, found.portfolio, asks=method in ASKING)
    if method == "OPTIONS":
        return tus.offered()
    headers.check_version(request.headers)
    if method == "DELETE":
        actions.cancel_upload(upload_id=found.pk, by=actor, at=clock.now())
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if found.refused:
        return tus.refusal(Refusal(found.refused))
    if actions.is_expired(found, at=clock.now()):
        raise actions.ExpiredError
    return tus.state(found, HTTPStatus.OK) if method == "HEAD" else _part(request, actor, found)


def _begun(
    request: HttpRequest, actor: Actor, portfolio: Portfolio, post_id: uuid.UUID | None
) -> HttpResponse:
    _check_open(actor, portfolio, asks=request.method in ASKING)
    if request.method == "OPTIONS":
        return tus.offered()
    headers.check_version(request.headers)
    said = request.headers.get("Upload-Metadata", "")
    words = metadata.form(said)
    begun = actions.begin_upload(
        portfolio_id=portfolio.pk,
        post_id=post_id,
        name=metadata.file_name(said),
        size=headers.length(request.headers),
        form=form_of(words) if words else None,
        by=actor,
        at=clock.now(),
    )
    response = tus.state(begun, HTTPStatus.CREATED)
    response.headers["Location"] = reverse("portfolios:upload", kwargs={"upload": begun.pk})
    return response


def _check_open(actor: Actor, portfolio: Portfolio, *, asks: bool) -> None:
    """Refuse whoever may not write here.

    Where the portfolio is archived by now, ``asks`` is answered all the same: a client that is
    refused its offset forgets the upload, and would begin again at nothing when it is open again.
    """
    if can_write(actor, portfolio):
        return
    if not can_keep(actor, portfolio):
        raise PermissionDenied
    if not asks:
        raise actions.ArchivedError


def _part(request: HttpRequest, actor: Actor, found: Upload) -> HttpResponse:
    """Store at most one part, and answer how far the file has come.

    What is sent beyond that is left unread: the client goes on from the offset it is told, where a
    413 would have ended the upload.
    """
    headers.check_content_type(request.headers)
    offset = headers.offset(request.headers)
    if offset != found.received:
        raise actions.OtherOffsetError
    with arrived(request, min(settings.UPLOAD_PART_BYTES, found.size - offset)) as part:
        done = actions.receive_part(
            upload_id=found.pk, offset=offset, part=part, by=actor, at=clock.now()
        )
    if done.refused:
        return tus.refusal(Refusal(done.refused))
    return tus.state(done, HTTPStatus.NO_CONTENT)


def _method(request: HttpRequest) -> str:
    """Return what is asked for; some proxies let nothing but POST through, and say so in a header.

    Of a GET that is not believed: it would pass by the check that a form of ours was sent.
    """
    if request.method == "POST":
        return request.headers.get("X-HTTP-Method-Override", "POST")
    return request.method or ""
