"""Files that Windows wrote in its own code: told from UTF-8 in which a few rows are broken."""

import codecs
import re

from districts.sis.package import Opener

WINDOWS = "cp1252"
CALLED = "Windows-1252"
CHUNK = 1024**2
# Bytes that are no UTF-8 arrive as lone surrogates. Those that are no letter in this code, or
# only in that of a Mac or of DOS, say that it is another one; so does any letter in UTF-8.
_AGAINST = re.compile(
    "[^\x01-\x7f\udc80\udc85\udc8a\udc8c\udc91-\udc94\udc96\udc97\udc9a\udc9c\udc9e-\udcff]"
)
_FOR = re.compile("[\udc80-\udcff]")


def is_windows(opener: Opener) -> bool:
    """Tell whether a file can be read throughout as Windows writes it, and not as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    found = False
    with opener() as stream:
        while chunk := stream.read(CHUNK):
            text = decoder.decode(chunk)
            if _AGAINST.search(text):
                return False
            found = found or bool(_FOR.search(text))
    rest = decoder.decode(b"", final=True)
    return not _AGAINST.search(rest) and (found or bool(_FOR.search(rest)))
