"""A program: draws the first page of the PDF on its input, as a plain pixmap, on its output."""

import sys

import pypdfium2

from portfolios.media.child import confine

LONGEST_SIDE = 1280
_MEMORY = 1 << 30
_SECONDS = 20
_SIZE = 16 << 20


def draw() -> None:
    """Draw. What takes more memory or time than a page needs ends us."""
    confine(memory=_MEMORY, seconds=_SECONDS, size=_SIZE)
    page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[0]
    drawn = page.render(scale=LONGEST_SIDE / max(page.get_size()), may_draw_forms=False)
    drawn.to_pil().convert("RGB").save(sys.stdout.buffer, "PPM")


if __name__ == "__main__":
    draw()
