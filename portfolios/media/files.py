"""Where the files of an attachment lie, and which of them an address names."""

import uuid

from django.core.files.base import File
from django.core.files.storage import default_storage

from portfolios.media.photo import WIDTHS
from portfolios.models import Attachment, MediaKind, Portfolio
from spacesedu.lib.media import StoredFile

_ENDINGS = {"audio/mpeg": "mp3", "application/pdf": "pdf"}
_PHOTOS = {f"{width}.webp" for width in WIDTHS}


class NoSuchFile(Exception):
    """The portfolio has no such file that may be shown."""


def media_file(portfolio: Portfolio, attachment_id: uuid.UUID, name: str) -> StoredFile:
    """Return the stored file that ``<attachment>/<name>`` means in a portfolio somebody may see.

    Names: ``320.webp``, ``640.webp``, ``1280.webp`` of a photo, ``file`` of anything else. Only
    what is ready, and of a post that is still there.
    """
    found = (
        Attachment.objects.ready()
        .filter(pk=attachment_id, post__portfolio=portfolio, post__deleted_at=None)
        .first()
    )
    if found is None:
        raise NoSuchFile
    return stored_file(found, name)


def stored_file(found: Attachment, name: str) -> StoredFile:
    """Return what ``name`` means of an attachment that may be shown to whoever asks."""
    if found.kind == MediaKind.PHOTO:
        if name not in _PHOTOS:
            raise NoSuchFile
        return StoredFile(f"{found.folder}/{name}", "image/webp", name)
    if name != "file":
        raise NoSuchFile
    ending = _ENDINGS.get(found.content_type, "bin")
    return StoredFile(made_name(found), found.content_type, f"{found.kind}.{ending}")


def upload_name(attachment: Attachment) -> str:
    """Return the name of what was uploaded, until it has been processed."""
    return f"{attachment.folder}/upload"


def made_name(attachment: Attachment) -> str:
    """Return the name of a recording or document that may be shown."""
    return f"{attachment.folder}/media"


def put(name: str, content: "File[bytes]") -> None:
    """Store ``content`` under exactly ``name``, in place of what an interrupted try left there."""
    default_storage.delete(name)
    default_storage.save(name, content)
