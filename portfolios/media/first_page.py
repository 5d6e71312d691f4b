"""The picture of a PDF's first page, made by a process of its own.

PDFium is a large program in C++ that reads what strangers made. Should a document break it, or
lead it in circles, the document has no cover, and the worker goes on.
"""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import IO

from PIL import Image

SECONDS = 20
_CHILD = Path(__file__).with_name("draw_page.py")


def first_page(file: IO[bytes]) -> Image.Image | None:
    """Return the first page of a document on disk; None where there is none to be had."""
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_CHILD), file.name],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={},  # it needs no secret
            timeout=SECONDS,
            check=True,
        )
        with Image.open(BytesIO(child.stdout), formats=["PPM"]) as page:
            page.load()
            return page
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
