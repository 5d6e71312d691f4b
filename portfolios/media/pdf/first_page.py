"""The picture of a PDF's first page, made by a process of its own."""

import subprocess
import tempfile
from typing import IO

from PIL import Image

from portfolios.media import child

SECONDS = 20


def first_page(file: IO[bytes]) -> Image.Image | None:
    """Return the first page of a document on disk; None where there is none to be had."""
    file.seek(0)
    with tempfile.TemporaryFile() as drawn:
        with child.start("portfolios.media.pdf.draw_page", stdin=file, stdout=drawn) as process:
            try:
                process.wait(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                return None
            finally:
                process.kill()
        drawn.seek(0)
        try:
            with Image.open(drawn, formats=["PPM"]) as page:
                page.load()
                return page
        except (OSError, ValueError):
            return None
