"""Answers in the words of the tus protocol: headers for the program, a sentence for the person."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.http import http_date
from django.utils.translation import gettext as _

from portfolios import actions
from portfolios.media.accept import limit
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.models import MediaKind, Upload
from portfolios.storage.room import NoRoomError
from portfolios.uploads import headers, metadata

type View = Callable[..., HttpResponse]

# What is archived is asked about, and not added to. A 409 or 423 would be tried again for an hour
# (js/writing/sending.js), and a 403 taken for a token that is void.
_STATUS: dict[type[actions.UploadError], HTTPStatus] = {
    actions.ArchivedError: HTTPStatus.METHOD_NOT_ALLOWED,
    actions.OtherOffsetError: HTTPStatus.CONFLICT,
    actions.ExpiredError: HTTPStatus.GONE,
}


def tus(view: View) -> View:
    """Speak tus in ``view``: every answer carries the version, every refusal is one sentence."""

    @wraps(view)
    def speaking(request: HttpRequest, **ids: object) -> HttpResponse:
        try:
            response = view(request, **ids)
        except headers.TurnedAway as away:
            response = sentence(away.status, away.sentence)
        except MediaRefusedError as refused:
            response = refusal(refused.refusal)
        except NoRoomError as full:
            response = sentence(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(full))
        except actions.UploadError as wrong:
            status = _STATUS.get(type(wrong), HTTPStatus.UNPROCESSABLE_ENTITY)
            response = sentence(status, str(wrong))
            if status == HTTPStatus.METHOD_NOT_ALLOWED:
                response.headers["Allow"] = "OPTIONS, HEAD"
        except (Http404, Upload.DoesNotExist):
            words = _("This file is no longer being sent. Choose it again.")
            response = sentence(HTTPStatus.NOT_FOUND, words)
        except PermissionDenied:
            response = sentence(HTTPStatus.FORBIDDEN, _("You cannot add files here."))
        response.headers["Tus-Resumable"] = headers.VERSION
        if response.status_code == HTTPStatus.PRECONDITION_FAILED:
            response.headers["Tus-Version"] = headers.VERSION
        return response

    return speaking


def offered() -> HttpResponse:
    """Return what this server can do: the answer to OPTIONS."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response.headers["Tus-Version"] = headers.VERSION
    response.headers["Tus-Extension"] = headers.EXTENSIONS
    response.headers["Tus-Max-Size"] = str(max(limit(kind) for kind in MediaKind))
    return response


def state(upload: Upload, status: HTTPStatus) -> HttpResponse:
    """Return how far an upload has come; ``Upload-Attachment`` is what it has become."""
    response = HttpResponse(status=status)
    response.headers["Upload-Offset"] = str(upload.received)
    response.headers["Upload-Length"] = str(upload.size)
    if upload.name:
        response.headers["Upload-Metadata"] = metadata.header(upload.name)
    if upload.attachment_id is not None:
        response.headers["Upload-Attachment"] = str(upload.attachment_id)
    if upload.finished_at is None:
        response.headers["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


def refusal(reason: Refusal) -> HttpResponse:
    """Return why a file is not taken."""
    too_big = reason is Refusal.TOO_BIG
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_big else HTTPStatus.UNPROCESSABLE_ENTITY
    return sentence(status, reason.label)


def sentence(status: HTTPStatus, words: str | Promise) -> HttpResponse:
    """Return a refusal that a page can show as it is."""
    return HttpResponse(str(words), status=status, content_type="text/plain; charset=utf-8")
