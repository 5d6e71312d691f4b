"""Finding out which kind of Office file it is, and writing it anew entry by entry."""

import zipfile
from time import monotonic
from typing import IO

from portfolios.media.office import microsoft, open_document
from portfolios.media.office.kinds import MICROSOFT, OFFICE_KINDS
from portfolios.media.office.package import MOST_UNPACKED, package
from portfolios.media.progress import Progress, unheard
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.sniff import Format
from portfolios.models import MediaKind

LONGEST = 120.0
"""Seconds."""
# Zips know no earlier day.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_APPLE = (".iwa", "Index.zip", "index.apxl", "index.xml.gz")


def check(file: IO[bytes]) -> Format:
    """Return which Office file it is; refuse other zips, macros, passwords and bombs."""
    with package(file) as opened:
        return _format(opened)


def rewrite(file: IO[bytes], out: IO[bytes], progress: Progress = unheard) -> None:
    """Write the document to ``out`` without what is nobody's business.

    What comes out is measured like what went in: a picture of a few bytes may be one of many.
    """
    began, unpacked = monotonic(), 0
    with package(file) as opened, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        microsofts = _format(opened).reader in {kind.ending for kind in MICROSOFT}
        rewritten = (microsoft if microsofts else open_document).rewritten
        for number, (name, data) in enumerate(rewritten(opened)):
            unpacked += len(data)
            if unpacked > MOST_UNPACKED:
                raise MediaRefusedError(Refusal.TOO_BIG)
            if monotonic() - began > LONGEST:
                raise MediaRefusedError(Refusal.STUCK)
            progress(number / (len(opened.namelist()) + 1))
            entry = zipfile.ZipInfo(name, _NO_DAY)
            # An OpenDocument begins with its type, in plain letters.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else made.compression
            made.writestr(entry, data)


def _format(opened: zipfile.ZipFile) -> Format:
    names = set(opened.namelist())
    if microsoft.TYPES in names:
        mark = microsoft.mark(opened)
    elif open_document.TYPE in names:
        mark = open_document.mark(opened)
    else:
        apples = any(name.endswith(_APPLE) for name in names)
        raise MediaRefusedError(Refusal.OLD_OFFICE if apples else Refusal.ARCHIVE)
    for kind in OFFICE_KINDS:
        if kind.mark == mark:
            return Format(MediaKind.FILE, kind.ending, kind.content_type)
    raise MediaRefusedError(Refusal.OLD_OFFICE)
