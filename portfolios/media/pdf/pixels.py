"""How many bytes the pixels of a picture in a PDF take, by what its dictionary says of them."""

from typing import cast

import pikepdf

_ALONE = {"/DeviceGray": 1, "/G": 1, "/DeviceRGB": 3, "/RGB": 3, "/DeviceCMYK": 4, "/CMYK": 4}
_WITH_MORE = {"/CalGray": 1, "/CalRGB": 3, "/Lab": 3, "/Indexed": 1, "/I": 1, "/Separation": 1}


def size_of(picture: pikepdf.Stream) -> int | None:
    """Return the bytes of its rows, each of whole bytes; None where nobody can tell."""
    try:
        is_mask = bool(picture.get("/ImageMask", False))
        colours = 1 if is_mask else _colours(picture.get("/ColorSpace"))
        bits = 1 if is_mask else int(cast("int", picture["/BitsPerComponent"]))
        width, height = (int(cast("int", picture[key])) for key in ("/Width", "/Height"))
    except (KeyError, ValueError, TypeError):
        return None
    return None if colours is None else (width * colours * bits + 7) // 8 * height


def _colours(space: object) -> int | None:
    """Return how many numbers make a colour."""
    if isinstance(space, pikepdf.Name):
        return _ALONE.get(str(space))
    if not isinstance(space, pikepdf.Array) or not len(space):
        return None
    name = str(space[0])
    if name == "/ICCBased":
        return int(cast("int", space[1]["/N"]))
    if name == "/DeviceN":
        return len(cast("pikepdf.Array", space[1]))
    return _WITH_MORE.get(name) or _ALONE.get(name)
