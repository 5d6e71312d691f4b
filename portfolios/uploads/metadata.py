"""Upload-Metadata: pairs of a key and a value in base64: the file's name, and its form."""

import binascii
from base64 import b64decode, b64encode
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from portfolios.uploads.headers import TurnedAway
from spacesedu.lib.names import is_plain_name, tidy_name

LONGEST_NAME = 255


def file_name(header: str) -> str:
    """Return the name that its owner gave the file, or nothing; 400 for what is no metadata.

    >>> file_name("filename dHJvdXQucGRm,filetype YXBwbGljYXRpb24vcGRm")
    'trout.pdf'
    """
    return shown(_value(header, "filename"))


def form(header: str) -> str:
    """Return the form that the file was chosen in, as its page says it, or nothing.

    >>> form("filename dHJvdXQucGRm,form c2VudF9hcz0x")
    'sent_as=1'
    """
    return _value(header, "form")


def shown(name: str) -> str:
    """Return the end of a file's name, as far as it can be seen: without folders and tricks.

    >>> shown("photos/of  trout.pdf")
    'of trout.pdf'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return tidy_name("".join(filter(is_plain_name, last)))[-LONGEST_NAME:]


def header(name: str) -> str:
    """Return the metadata that says ``name``.

    >>> header("trout.pdf")
    'filename dHJvdXQucGRm'
    """
    return f"filename {b64encode(name.encode()).decode()}"


def _value(header: str, wanted: str) -> str:
    values = {}
    for pair in filter(None, header.split(",")):
        key, _space, value = pair.strip().partition(" ")
        values[key] = value
    try:
        return b64decode(values.get(wanted, ""), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as broken:
        sentence = _("The file's name could not be read. Rename the file and try again.")
        raise TurnedAway(HTTPStatus.BAD_REQUEST, sentence) from broken
