"""How far a file is, in words, for those who have added it."""

from collections.abc import Mapping

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from portfolios.media.refusal import Refusal
from portfolios.models import Attachment, MediaKind, MediaState
from portfolios.reading.exhibits import kind_in_words

_ICONS: Mapping[str, str] = {
    MediaKind.PHOTO: "image",
    MediaKind.VIDEO: "film",
    MediaKind.AUDIO: "music",
    MediaKind.PDF: "file-text",
    MediaKind.FILE: "file",
}


def icon(file: Attachment) -> str:
    """Return the icon of a file; a film has its own only once it is ready.

    Films and sounds come in the same wrapping: what looks like a film at first may be a sound.
    """
    if file.kind == MediaKind.VIDEO and file.ready_at is None:
        return _ICONS[MediaKind.FILE]
    return _ICONS[file.kind]


def how_far(file: Attachment) -> str:
    """Return what a file waits for, why it failed, or what it is once it is ready."""
    match file.state():
        case MediaState.FAILED:
            return why_failed(file)
        case MediaState.WORKING:
            return _("Getting ready: %(percent)d %%") % {"percent": file.percent}
        case MediaState.QUEUED:
            return _("Waiting to be made ready.")
    return f"{kind_in_words(file)} · {filesizeformat(file.size)}"


def why_failed(file: Attachment) -> str:
    """Return the reason in the reader's language; one that is not known any more is no reason."""
    known = file.failure in Refusal.values
    return str(Refusal(file.failure if known else Refusal.STUCK).label)


def may_be_tried_again(file: Attachment) -> bool:
    """Tell whether a failed file may be made ready another time, since nothing is wrong with it.

    The fault was ours: its worker died again and again, the disk was full, the time was over. What
    was refused for what it is would be refused again.
    """
    is_refused = file.failure in Refusal.values and not Refusal(file.failure).is_ours
    return file.failed_at is not None and not is_refused
