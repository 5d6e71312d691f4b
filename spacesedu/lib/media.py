"""Sending stored files: whole or a range, under headers that let a file do nothing but be shown.

nginx sends the bytes where ``ACCEL_PREFIX`` is set (and sets these headers itself, for it drops
the application's on X-Accel); without it Django does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header

from spacesedu.lib.byte_range import ByteRange, Unsatisfiable, requested

CHUNK = 64 * 1024
_INLINE = ("image/", "audio/", "video/")
_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet, noimageindex",
}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the private storage, and what a browser is told about it.

    ``download_name`` is a neutral name of ours, never the one a person gave.
    """

    storage_name: str
    content_type: str
    download_name: str = ""


def respond(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """Send ``file``, whole (200) or the range asked for (206); 416 beyond its end, 404 when gone.

    Pictures, audio and video are shown in the page; anything else is a download. The caller has
    asked who may see it; nothing is answered from a cache before that.
    """
    response = _accelerated(file) if settings.ACCEL_PREFIX else _sent(request, file)
    inline = file.content_type.startswith(_INLINE)
    disposition = content_disposition_header(not inline, file.download_name or "file")
    for name, value in _HEADERS.items():
        response.headers[name] = value
    response.headers["Content-Disposition"] = "inline" if inline else str(disposition)
    return response


def _accelerated(file: StoredFile) -> HttpResponseBase:
    address = settings.ACCEL_PREFIX.rstrip("/") + "/" + _inner_address(file.storage_name)
    return HttpResponse(content_type=file.content_type, headers={"X-Accel-Redirect": address})


def _inner_address(name: str) -> str:
    """Return what nginx asks for: a path on disk, or the signed address of a remote store."""
    try:
        default_storage.path(name)
    except NotImplementedError:
        signed = urlsplit(default_storage.url(name))
        return f"{signed.path.lstrip('/')}?{signed.query}"
    return name


def _sent(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    try:
        size = default_storage.size(file.storage_name)
    except FileNotFoundError as gone:
        raise Http404 from gone
    # Without validators an If-Range can never match, so it asks for the whole file.
    asked = "" if "If-Range" in request.headers else request.headers.get("Range", "")
    wanted = requested(asked, size)
    if wanted is Unsatisfiable.RANGE:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    part = wanted or ByteRange(0, size)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=file.content_type)
    else:
        stored = default_storage.open(file.storage_name)
        response = StreamingHttpResponse(_Part(stored, part), content_type=file.content_type)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Length"] = str(part.length)
    if wanted is not None:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    return response


class _Part:
    """Reads one part of an open file; Django closes it with the response, read or not."""

    def __init__(self, file: IO[bytes], part: ByteRange) -> None:
        self.file = file
        self.part = part

    def __iter__(self) -> Iterator[bytes]:
        with self.file:
            self.file.seek(self.part.start)
            left = self.part.length
            while left and (data := self.file.read(min(CHUNK, left))):
                left -= len(data)
                yield data

    def close(self) -> None:
        self.file.close()
