"""Making what may be shown of an upload: scanned, looked at, re-made, put beside it."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile, File

from portfolios.media import animation, audio, mp4, office, pdf, photo, video, virus
from portfolios.media.accept import examine
from portfolios.media.cover import Cover, cover
from portfolios.media.files import COVER, made_name, put
from portfolios.media.pdf.first_page import first_page
from portfolios.media.progress import Progress
from portfolios.media.sniff import Format
from portfolios.models import MediaKind


@dataclass(frozen=True, slots=True)
class Made:
    """What an attachment knows of its files, under the names of its columns."""

    kind: MediaKind
    content_type: str
    size: int
    stored: int
    width: int | None = None
    height: int | None = None
    seconds: int | None = None
    cover_width: int | None = None
    cover_height: int | None = None


def make(upload: IO[bytes], folder: str, progress: Progress) -> Made:
    """Make the files of an upload in ``folder``, over what an interrupted try left there.

    Raises ``MediaRefusedError`` for what is not taken, and what ``virus.scan`` and ``progress`` do.
    """
    virus.scan(upload)
    size = upload.seek(0, 2)
    found = examine(upload, size)
    match found.kind:
        case MediaKind.PHOTO:
            return _photo(upload, folder, found)
        case MediaKind.VIDEO:
            return _film(upload, folder, found, progress)
        case MediaKind.AUDIO:
            return _recording(upload, folder, found, progress)
        case MediaKind.PDF:
            return _pdf(upload, folder, progress)
        case _:
            return _office(upload, folder, found, progress)


def _photo(upload: IO[bytes], folder: str, found: Format) -> Made:
    made = photo.renditions(upload, found)
    for width, webp in made.webp.items():
        put(f"{folder}/{width}.webp", ContentFile(webp))
    sizes = [len(webp) for webp in made.webp.values()]
    return Made(
        MediaKind.PHOTO, "image/webp", max(sizes), sum(sizes), width=made.width, height=made.height
    )


def _film(upload: IO[bytes], folder: str, found: Format, progress: Progress) -> Made:
    convert = animation.to_mp4 if found.content_type.startswith("image/") else video.to_mp4
    with tempfile.TemporaryDirectory() as here:
        path = Path(here, "film.mp4")
        film = convert(upload, found, str(path), progress)
        with path.open("rb") as made:
            size = _put(folder, made)
    return Made(
        MediaKind.VIDEO,
        mp4.CONTENT_TYPE,
        size,
        size + _put_cover(folder, film.cover),
        width=film.width,
        height=film.height,
        seconds=round(film.seconds),
        cover_width=film.cover.width,
        cover_height=film.cover.height,
    )


def _recording(upload: IO[bytes], folder: str, found: Format, progress: Progress) -> Made:
    with tempfile.TemporaryFile() as made:
        seconds = audio.to_mp3(upload, found, made, progress)
        size = _put(folder, made)
    return Made(MediaKind.AUDIO, audio.CONTENT_TYPE, size, size, seconds=round(seconds))


def _pdf(upload: IO[bytes], folder: str, progress: Progress) -> Made:
    with tempfile.NamedTemporaryFile() as made:
        pdf.rewrite(upload, made, progress)
        made.flush()
        size, page = _put(folder, made), first_page(made)
    if page is None:
        return Made(MediaKind.PDF, pdf.CONTENT_TYPE, size, size)
    front = cover(page)
    return Made(
        MediaKind.PDF,
        pdf.CONTENT_TYPE,
        size,
        size + _put_cover(folder, front),
        cover_width=front.width,
        cover_height=front.height,
    )


def _office(upload: IO[bytes], folder: str, found: Format, progress: Progress) -> Made:
    with tempfile.TemporaryFile() as made:
        office.rewrite(upload, made, progress)
        size = _put(folder, made)
    return Made(MediaKind.FILE, found.content_type, size, size)


def _put(folder: str, made: IO[bytes]) -> int:
    size = made.seek(0, 2)
    made.seek(0)
    put(made_name(folder), File(made))
    return size


def _put_cover(folder: str, front: Cover) -> int:
    put(f"{folder}/{COVER}", ContentFile(front.webp))
    return len(front.webp)
