"""Pictures, recordings, files and links of a post, as the values that a page shows of them."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolios.frozen import FileView, LinkView, PhotoView, RecordingView
from portfolios.models import Attachment, MediaKind

RECORDINGS = {MediaKind.VIDEO, MediaKind.AUDIO}

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")

# By a word of their content types, Microsoft's and OpenDocument's, old and new.
_OFFICE = {
    "word": gettext_lazy("Text document"),
    "opendocument.text": gettext_lazy("Text document"),
    "sheet": gettext_lazy("Spreadsheet"),
    "excel": gettext_lazy("Spreadsheet"),
    "presentation": gettext_lazy("Presentation"),
    "powerpoint": gettext_lazy("Presentation"),
}


def photo_views(photos: Iterable[Attachment], media: str) -> tuple[PhotoView, ...]:
    """Return the photos of a post; ``media`` is the address below which files lie."""
    shown = list(photos)
    return tuple(
        _photo(photo, f"{media}{photo.pk}", _which(number, len(shown)))
        for number, photo in enumerate(shown, start=1)
    )


def recording_views(recordings: Iterable[Attachment], media: str) -> tuple[RecordingView, ...]:
    """Return the videos and sounds of a post; several that nobody described have their numbers."""
    shown = list(recordings)
    several = sum(not (one.caption or one.alt) for one in shown) > 1
    return tuple(
        _recording(
            one,
            f"{media}{one.pk}",
            _("Recording %(number)d") % {"number": number} if several else kind_in_words(one),
        )
        for number, one in enumerate(shown, start=1)
    )


def file_view(file: Attachment, media: str) -> FileView:
    """Return a file to be downloaded."""
    folder, kind = f"{media}{file.pk}", kind_in_words(file)
    return FileView(
        kind=file.kind,
        kind_in_words=kind,
        url=f"{folder}/file",
        label=file.caption or kind,
        size=file.size,
        cover_url=f"{folder}/cover.webp" if file.cover_width else "",
        width=file.cover_width or 0,
        height=file.cover_height or 0,
    )


def link_views(links: Iterable[Mapping[str, str]]) -> tuple[LinkView, ...]:
    """Return those links, each with ``url`` and ``title``, of which can be said where they lead."""
    shown = ((link, host(link["url"])) for link in links)
    return tuple(LinkView(link["title"] or name, name, link["url"]) for link, name in shown if name)


def host(url: str) -> str:
    """Return the site an address leads to, letters of other scripts spelled out.

    ``https://www.bank.example@thief.example/`` is ``thief.example``, and a name that only looks
    like another begins with ``xn--``. Empty when browsers might read the address differently.
    """
    try:
        name = urlsplit(url).hostname or ""
        plain = name.encode("idna").decode("ascii")
        same = plain.encode("ascii").decode("idna") == name
    except (UnicodeError, ValueError):
        return ""
    readable = same and "\\" not in url and _HOST.fullmatch(plain)
    return plain.removeprefix("www.") if readable else ""


def kind_in_words(attachment: Attachment) -> str:
    """Return what a file is, for a reader; never its name."""
    if attachment.kind == MediaKind.FILE:
        for word, kind in _OFFICE.items():
            if word in attachment.content_type:
                return str(kind)
    return str(MediaKind(attachment.kind).label)


def duration(seconds: int) -> str:
    """Return how long something plays, in words: ``2 min 5 s``; empty when nobody knows."""
    minutes, rest = divmod(seconds, 60)
    if minutes:
        return _("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": rest}
    return _("%(seconds)d s") % {"seconds": rest} if rest else ""


def _photo(photo: Attachment, folder: str, which: str) -> PhotoView:
    return PhotoView(
        src_320=f"{folder}/320.webp",
        src_640=f"{folder}/640.webp",
        src_1280=f"{folder}/1280.webp",
        width=photo.width or 4,
        height=photo.height or 3,
        alt=photo.alt or which,
        caption=photo.caption,
    )


def _recording(recording: Attachment, folder: str, which: str) -> RecordingView:
    """Return a video or sound. An unknown size is that of most screens, so that nothing jumps."""
    return RecordingView(
        kind=recording.kind,
        url=f"{folder}/file",
        label=recording.caption or recording.alt or which,
        duration=duration(recording.seconds or 0),
        size=recording.size,
        poster_url=f"{folder}/cover.webp" if recording.cover_width else "",
        width=recording.width or 1280,
        height=recording.height or 720,
    )


def _which(number: int, total: int) -> str:
    """Return what is said of a photo that nobody described."""
    if total == 1:
        return _("Photo")
    return _("Photo %(number)d of %(total)d") % {"number": number, "total": total}
