"""Addresses as QR codes: black on white in every theme, with the quiet edge that cameras want."""

import io

import segno
from PIL import Image

_EDGE = 4
"""Modules of white around the code, as the standard asks."""


def on_paper(address: str) -> str:
    """Return the code as SVG that stands in a page and is printed, as large as its box.

    Error correction M: a card that lived in a school bag for a year is still read.
    """
    code = segno.make_qr(address, error="m", boost_error=False)
    drawing: str = code.svg_inline(omitsize=True, border=2, dark="#000", light="#fff")
    return drawing


def svg(address: str) -> bytes:
    """Return the code as a file that stays sharp at any size."""
    file = io.BytesIO()
    code = segno.make_qr(address)
    code.save(file, kind="svg", xmldecl=False, scale=4, border=_EDGE, light="#fff")
    return file.getvalue()


def png(address: str, pixels: int) -> bytes:
    """Return the code as a square picture, for programs that know no SVG.

    Every module is a whole number of pixels wide; what is left over makes the edge wider.
    """
    code = segno.make_qr(address)
    side, _ = code.symbol_size(border=_EDGE)
    drawn, file = io.BytesIO(), io.BytesIO()
    code.save(drawn, kind="png", scale=pixels // side, border=_EDGE)
    picture = Image.new("1", (pixels, pixels), 1)
    with Image.open(drawn) as small:
        over = pixels - small.width
        picture.paste(small.convert("1"), (over // 2, over // 2))
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
