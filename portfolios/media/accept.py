"""The check at the door, while the person is there to read the answer: cheap, nothing decoded."""

import zipfile
from typing import IO

from django.conf import settings

from portfolios.media import audio, photo
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import Format, identify
from portfolios.models import MediaKind

_TAIL = 2048


def accept(file: IO[bytes], size: int) -> Format:
    """Return what ``file`` is, or raise why it is not taken. Leaves the file at its beginning."""
    found = identify(file)
    if size > limit(found.kind):
        raise MediaRefusedError(Refusal.TOO_BIG)
    # A file that is also a zip is two files in one, and only one of them was looked at.
    if zipfile.is_zipfile(file):
        raise MediaRefusedError(Refusal.UNKNOWN)
    match found.kind:
        case MediaKind.PHOTO:
            photo.check(file, found)
        case MediaKind.AUDIO:
            audio.check(file, found)
        case _:
            _check_pdf(file, size)
    file.seek(0)
    return found


def limit(kind: MediaKind) -> int:
    """Return how many bytes a file of that kind may have."""
    limits: dict[MediaKind, int] = {
        MediaKind.PHOTO: settings.PHOTO_MAX_BYTES,
        MediaKind.AUDIO: settings.AUDIO_MAX_BYTES,
        MediaKind.PDF: settings.PDF_MAX_BYTES,
    }
    return limits.get(kind, 0)


def _check_pdf(file: IO[bytes], size: int) -> None:
    file.seek(max(size - _TAIL, 0))
    if b"%%EOF" not in file.read(_TAIL):
        raise MediaRefusedError(Refusal.DAMAGED)
