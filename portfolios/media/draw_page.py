"""A program: draws the first page of the PDF it is given, as a plain pixmap, on its output."""

import resource
import sys
from typing import IO

import pypdfium2

LONGEST_SIDE = 1280
_MEMORY = 1 << 30
_SECONDS = 20


def draw(path: str, out: IO[bytes]) -> None:
    """Write the page to ``out``. What takes more memory or time than a page needs ends us."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    page = pypdfium2.PdfDocument(path)[0]
    drawn = page.render(scale=LONGEST_SIDE / max(page.get_size()), may_draw_forms=False)
    drawn.to_pil().convert("RGB").save(out, "PPM")


if __name__ == "__main__":
    draw(sys.argv[1], sys.stdout.buffer)
