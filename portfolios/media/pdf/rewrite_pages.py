"""A program: rewrites the PDF on its input to its output, with what drawing its pages needs.

What it does not take it says by how it ends: with the number of the reason in ``ENDS``.
"""

import errno
import io
import struct
import sys
from typing import cast

import pikepdf
from pikepdf.settings import set_qpdf_limits

from portfolios.media.child import confine
from portfolios.media.pdf import pictures
from portfolios.media.pdf.contents import drawing_only, without_comments
from portfolios.media.pdf.ends import ENDS
from portfolios.media.pdf.profile import bare_profile
from portfolios.media.pdf.walk import walk
from portfolios.media.refusal import MediaRefusedError, Refusal

MEMORY = 1 << 30
SECONDS = 240
MOST_BYTES = 200 << 20
UNPACKED = 256 << 20
_POSTSCRIPT = 4


def main() -> int:
    """Rewrite, and return how it ended."""
    confine(memory=MEMORY, seconds=SECONDS, size=MOST_BYTES)
    set_qpdf_limits(
        flate_max_memory=UNPACKED,
        run_length_max_memory=UNPACKED,
        png_max_memory=UNPACKED,
        tiff_max_memory=UNPACKED,
        # A page that stops in the middle is not the page.
        parser_max_errors=0,
    )
    try:
        rewrite()
    except pikepdf.PasswordError:
        found = Refusal.PASSWORD
    except MediaRefusedError as refused:
        found = refused.refusal
    except (MemoryError, OSError) as failed:
        larger = isinstance(failed, OSError) and failed.errno == errno.EFBIG
        found = Refusal.TOO_BIG if larger else Refusal.STUCK
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, struct.error, RuntimeError):
        found = Refusal.DAMAGED
    else:
        return 0
    return next(code for code, refusal in ENDS.items() if refusal is found)


def rewrite() -> None:
    """Rewrite input to output."""
    with pikepdf.open(io.BytesIO(sys.stdin.buffer.read())) as document:
        if not len(document.pages):
            raise ValueError("no page")
        walk(document.trailer, "trailer", _seen)
        for page in document.pages:
            page.contents_coalesce()
            if "/Contents" in page.obj:
                page.obj.Contents = document.make_stream(
                    drawing_only(cast("pikepdf.Stream", page.obj.Contents))
                )
        document.remove_unreferenced_resources()
        document.save(
            sys.stdout.buffer,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            # What was encrypted without a password is not: the key stood in the file.
            encryption=False,
        )


def _seen(stream: pikepdf.Stream, kind: str) -> None:
    pictures.strip(stream)
    match kind:
        case "drawing" if stream.get("/Subtype") == "/Form":
            stream.write(drawing_only(stream))
        case "drawing" if stream.get("/Subtype") != "/Image":
            stream.write(b"")
        case "pattern" | "glyph":
            stream.write(drawing_only(stream))
        case "codes":
            stream.write(without_comments(stream.read_bytes()))
        case "function" | "colour" if stream.get("/FunctionType") == _POSTSCRIPT:
            stream.write(without_comments(stream.read_bytes()))
        case "colour" if "/N" in stream and "/FunctionType" not in stream:
            stream.write(bare_profile(stream.read_bytes()))


if __name__ == "__main__":
    sys.exit(main())
