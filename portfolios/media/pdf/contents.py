"""What draws a page: written anew, without comments, marks, and pictures' notes."""

import re
from collections.abc import Iterable
from typing import cast

import pikepdf

from portfolios.media.pdf import pictures
from portfolios.media.pdf.walk import walk

_DRAWING = frozenset(
    [
        "b",
        "B",
        "b*",
        "B*",
        "BT",
        "BX",
        "c",
        "cm",
        "CS",
        "cs",
        "d",
        "d0",
        "d1",
        "Do",
        "ET",
        "EX",
        "f",
        "F",
        "f*",
        "G",
        "g",
        "gs",
        "h",
        "i",
        "j",
        "J",
        "K",
        "k",
        "l",
        "m",
        "M",
        "n",
        "q",
        "Q",
        "re",
        "RG",
        "rg",
        "ri",
        "s",
        "S",
        "SC",
        "sc",
        "SCN",
        "scn",
        "sh",
        "T*",
        "Tc",
        "Td",
        "TD",
        "Tf",
        "Tj",
        "TJ",
        "TL",
        "Tm",
        "Tr",
        "Ts",
        "Tw",
        "Tz",
        "v",
        "w",
        "W",
        "W*",
        "y",
        "'",
        '"',
    ]
)
_SAYING = frozenset({"Tj", "TJ", "'", '"'})
_LAYER = "/OC"
# Maps and plans: millions of lines, and not a word in which anything could be said.
_LINES = re.compile(
    rb"(?:[\s\[\]]++|[-+]?[0-9.]++(?=[\s\[\]])"
    rb"|(?:[BbfWS]\*?|[FGJKMQcdghijklmnqsvwy]|cm|gs|re|rg|RG)(?=\s|\Z))*+"
)
# A string, which may hold the sign, or a comment.
_COMMENT = re.compile(rb"\((?:[^()\\]|\\.)*\)|%[^\r\n]*", re.DOTALL)

type _Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def drawing_only(source: pikepdf.Stream) -> bytes:
    """Return the contents of a page, a form, a pattern or a glyph with nothing but drawing."""
    if _LINES.fullmatch(whole := source.read_bytes()):
        return whole
    out: list[bytes] = []
    plain: list[pikepdf.ContentStreamInstruction] = []
    for one in _without_marks(pikepdf.parse_content_stream(source)):
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            out += [pikepdf.unparse_content_stream(plain), _bare(one.iimage)]
            plain = []
        else:
            plain.append(one)
    return b"\n".join([*out, pikepdf.unparse_content_stream(plain)])


def without_comments(program: bytes) -> bytes:
    """Return a small PostScript program, as in functions and tables of codes, without comments."""
    return _COMMENT.sub(lambda found: found[0] if found[0][:1] == b"(" else b"", program)


def _without_marks(found: Iterable[_Instruction]) -> Iterable[_Instruction]:
    """Yield what draws. Of all that is marked, only layers stay, for they may be hidden."""
    layers: list[bool] = []
    for one in found:
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            yield one
            continue
        operator = str(one.operator)
        if operator in {"BMC", "BDC"}:
            layers.append(operator == "BDC" and _is_layer(one.operands))
            stays = layers[-1]
        elif operator == "EMC":
            stays = bool(layers) and layers.pop()
        else:
            stays = operator in _DRAWING and (operator in _SAYING or _is_plain(one.operands))
        if stays:
            yield one


def _is_layer(operands: Iterable[object]) -> bool:
    tag, *named = operands
    return str(tag) == _LAYER and all(isinstance(one, pikepdf.Name) for one in named)


def _is_plain(operands: Iterable[object]) -> bool:
    return not any(isinstance(one, (pikepdf.String, pikepdf.Dictionary)) for one in operands)


def _bare(picture: pikepdf.PdfInlineImage) -> bytes:
    """Return it as a picture of its own would be: taken apart and stripped the same way."""
    with pikepdf.new() as desk:
        drawn = desk.make_stream(picture.read_raw_bytes())
        drawn.stream_dict = cast("pikepdf.Dictionary", picture.obj)
        walk(drawn, "inline", lambda _stream, _kind: None)
        pictures.strip(drawn)
        about = pikepdf.Dictionary({key: one for key, one in drawn.items() if key != "/Length"})
        inside = about.unparse().strip().removeprefix(b"<<").removesuffix(b">>")
        return b"BI" + inside + b"ID " + drawn.read_raw_bytes() + b"\nEI"
