"""What is taken: the check at the door, and the whole look that a file gets before it is made."""

import zipfile
from typing import IO

from django.conf import settings

from portfolios.media import audio, office, pdf, photo, video
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import Format, identify
from portfolios.models import MediaKind


def accept(file: IO[bytes], size: int) -> Format:
    """Return what ``file`` is, or raise why it is not taken. Leaves the file at its beginning.

    Asked while the person is there to read the answer: cheap, nothing decoded. Where there is a
    virus scanner, it comes first, and until then only the first bytes are looked at.
    """
    if not settings.CLAMAV_URL:
        return examine(file, size)
    found = identify(file)
    _weigh(found, size)
    return found


def examine(file: IO[bytes], size: int) -> Format:
    """Return what ``file`` is, opened by the one reader for it, or raise why it is not taken."""
    found = identify(file)
    _weigh(found, size)
    # A file that is also a zip is two files in one, and only one of them was looked at.
    if found.kind != MediaKind.FILE and zipfile.is_zipfile(file):
        raise MediaRefusedError(Refusal.TWO_IN_ONE)
    match found.kind:
        case MediaKind.PHOTO:
            found = photo.check(file, found)
        case MediaKind.VIDEO:
            found = video.check(file, found)
        case MediaKind.FILE:
            found = office.check(file)
        case MediaKind.PDF:
            pdf.check(file, size)
    if found.kind == MediaKind.AUDIO:
        audio.check(file, found)
        _weigh(found, size)
    file.seek(0)
    return found


def limit(kind: MediaKind) -> int:
    """Return how many bytes a file of that kind may have."""
    limits: dict[MediaKind, int] = {
        MediaKind.PHOTO: settings.PHOTO_MAX_BYTES,
        MediaKind.VIDEO: settings.VIDEO_MAX_BYTES,
        MediaKind.AUDIO: settings.AUDIO_MAX_BYTES,
        MediaKind.PDF: settings.PDF_MAX_BYTES,
        MediaKind.FILE: settings.OFFICE_MAX_BYTES,
    }
    return limits[kind]


def _weigh(found: Format, size: int) -> None:
    if size > limit(found.kind):
        raise MediaRefusedError(Refusal.TOO_BIG)
