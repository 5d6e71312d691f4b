"""What the headers of a tus request say, and why one is turned away.

https://tus.io/protocols/resumable-upload, version 1.0.0.
"""

from collections.abc import Mapping
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
CONTENT_TYPE = "application/offset+octet-stream"

# As many digits as a number of bytes can have in the database.
_DIGITS = 18


class TurnedAway(Exception):
    """A request that is not as the protocol wants it: a status, and a sentence for people."""

    def __init__(self, status: HTTPStatus, sentence: Promise) -> None:
        """Keep both."""
        super().__init__(status.phrase)
        self.status = status
        self.sentence = sentence


def check_version(headers: Mapping[str, str]) -> None:
    """Turn away (412) whoever speaks another version, or none."""
    if headers.get("Tus-Resumable") != VERSION:
        sentence = _("This page is too old to add files. Load it again.")
        raise TurnedAway(HTTPStatus.PRECONDITION_FAILED, sentence)


def check_content_type(headers: Mapping[str, str]) -> None:
    """Turn away (415) what is not a part of a file."""
    if headers.get("Content-Type") != CONTENT_TYPE:
        raise TurnedAway(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _UNREADABLE)


def length(headers: Mapping[str, str]) -> int:
    """Return the announced size of the whole file, in bytes; one that is not known yet is 400."""
    return _number(headers.get("Upload-Length", ""))


def offset(headers: Mapping[str, str]) -> int:
    """Return where the part begins, in bytes from the file's beginning."""
    return _number(headers.get("Upload-Offset", ""))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise TurnedAway(HTTPStatus.BAD_REQUEST, _UNREADABLE)
    return int(text)


_UNREADABLE = _("The file could not be sent. Load the page again and try once more.")
