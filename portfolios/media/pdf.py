"""Documents, rewritten: the pages stay, whoever made them and whatever they would run does not.

A word processor writes the author's full name, the file's title and sometimes its path into a PDF,
a phone where its photos were taken; scripts, embedded files and actions would act on the reader's
machine.
"""

from typing import IO, BinaryIO, cast

import pikepdf

from portfolios.media import pdf_pictures
from portfolios.media.refusal import MediaRefusedError, Refusal

CONTENT_TYPE = "application/pdf"
_TAIL = 2048
_OF_THE_DOCUMENT = (
    *("/Metadata", "/OpenAction", "/AA", "/Names", "/AcroForm", "/PieceInfo", "/Collection"),
    *("/AF", "/Perms", "/Outlines", "/URI"),
)
_OF_ANY_OBJECT = ("/Metadata", "/AA", "/PieceInfo", "/JS", "/AF", "/LastModified", "/Thumb")


def check(file: IO[bytes], size: int) -> None:
    """Refuse what ends too early."""
    file.seek(max(size - _TAIL, 0))
    if b"%%EOF" not in file.read(_TAIL):
        raise MediaRefusedError(Refusal.DAMAGED)


def rewrite(file: IO[bytes], out: IO[bytes]) -> None:
    """Write the pages of ``file`` to ``out``, without metadata, scripts, forms and attachments.

    Raises ``MediaRefusedError`` for what is locked by a password or cannot be read.
    """
    file.seek(0)
    try:
        with pikepdf.open(cast("BinaryIO", file)) as document:
            _strip(document)
            document.remove_unreferenced_resources()
            document.save(
                cast("BinaryIO", out),
                static_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                # What was encrypted without a password is not: the key stood in the file.
                encryption=False,
            )
    except pikepdf.PasswordError as locked:
        raise MediaRefusedError(Refusal.PASSWORD) from locked
    except (pikepdf.PdfError, ValueError) as broken:
        raise MediaRefusedError(Refusal.DAMAGED) from broken


def _strip(document: pikepdf.Pdf) -> None:
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    _drop(document.Root, _OF_THE_DOCUMENT)
    for page in document.pages:
        # Links, notes with their authors, form fields, files and sounds: a page reads without them.
        _drop(page.obj, ("/Annots", *_OF_ANY_OBJECT))
    for one in document.objects:
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            _drop(one, _OF_ANY_OBJECT)
        if isinstance(one, pikepdf.Stream):
            pdf_pictures.strip(one)


def _drop(holder: pikepdf.Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]
