"""The files of the demo's posts, as they come from a phone: made, named, and made ready."""

from collections.abc import Callable
from datetime import datetime

from django.core.files.base import ContentFile

from portfolios.actions.attachments import process_attachment
from portfolios.models import Attachment, Post
from sharing.demo import document, film, letter, sound
from sharing.demo.stories import DemoMedia, DemoPost

type Painted = Callable[[str], bytes]

_NAMES = {
    "picture": "IMG_2041.jpg",
    "film": "VID_0007.mp4",
    "sound": "recording.wav",
    "document": "poster.pdf",
    "paper": "agenda.docx",
}


def of_post(post: DemoPost, painted: Painted) -> "list[ContentFile[bytes]]":
    """Return the files somebody chose for a post, in order."""
    return [ContentFile(_bytes_of(one, painted), name=_NAMES[one.kind]) for one in post.media]


def make_ready(made: Post, post: DemoPost, *, at: datetime) -> None:
    """Describe the files as their author did, and let the real pipeline do its work."""
    for file, media in zip(made.attachments.order_by("position"), post.media, strict=True):
        Attachment.objects.filter(pk=file.pk).update(alt=media.alt, caption=media.caption)
        process_attachment(attachment_id=file.pk, at=at)


def _bytes_of(media: DemoMedia, painted: Painted) -> bytes:
    match media.kind:
        case "picture":
            return painted(media.name)
        case "film":
            return film.boat()
        case "sound":
            return sound.melody()
        case "document":
            return document.poster()
        case "paper":
            return letter.document(letter.AGENDA)
