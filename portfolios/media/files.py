"""Where the files of an attachment lie, and which of them an address names."""

import uuid

from django.core.files.base import File
from django.core.files.storage import default_storage

from portfolios.media.office.kinds import OFFICE_KINDS
from portfolios.media.photo import WIDTHS
from portfolios.models import Attachment, MediaKind
from spacesedu.lib.media import StoredFile

COVER = "cover.webp"
_ENDINGS = {"audio/mpeg": "mp3", "application/pdf": "pdf", "video/mp4": "mp4"}
_ENDINGS |= {kind.content_type: kind.ending for kind in OFFICE_KINDS}
_PHOTOS = {f"{width}.webp" for width in WIDTHS}
_WEBP = "image/webp"


class NoSuchFile(Exception):
    """The portfolio has no such file that may be shown."""


def media_file(portfolio_id: uuid.UUID, attachment_id: uuid.UUID, name: str) -> StoredFile:
    """Return the stored file that ``<attachment>/<name>`` means in a portfolio somebody may see.

    Only what is ready, and of a post that is still there.
    """
    found = (
        Attachment.objects.ready()
        .filter(pk=attachment_id, post__portfolio=portfolio_id, post__deleted_at=None)
        .first()
    )
    if found is None:
        raise NoSuchFile
    return stored_file(found, name)


def stored_file(found: Attachment, name: str) -> StoredFile:
    """Return what ``name`` means of an attachment that may be shown to whoever asks.

    Names: ``320.webp``, ``640.webp``, ``1280.webp`` of a photo; ``file`` of anything else, and
    ``cover.webp`` where there is a cover. What is downloaded has a name of ours.
    """
    if found.kind == MediaKind.PHOTO:
        if name not in _PHOTOS:
            raise NoSuchFile
        return StoredFile(f"{found.folder}/{name}", _WEBP, name)
    if name == COVER and found.cover_width is not None:
        return StoredFile(f"{found.folder}/{COVER}", _WEBP, name)
    if name != "file":
        raise NoSuchFile
    ending = _ENDINGS.get(found.content_type, "bin")
    return StoredFile(made_name(found.folder), found.content_type, f"{found.kind}.{ending}")


def made_name(folder: str) -> str:
    """Return the name of a video, recording or document that may be shown."""
    return f"{folder}/media"


def put(name: str, content: "File[bytes]") -> None:
    """Store ``content`` under exactly ``name``, in place of what an interrupted try left there."""
    default_storage.delete(name)
    default_storage.save(name, content)
