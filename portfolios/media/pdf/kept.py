"""What of a PDF stays: for every kind of object in it, the keys that drawing a page needs.

A key that is not listed goes, whatever it says. A key listed without a kind keeps numbers, names
and arrays of them; one with a kind keeps a dictionary, a stream or an array of that kind.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """Keys with plain values; keys with kinds; or one kind for all keys, which are then names."""

    plain: frozenset[str] = frozenset()
    inner: dict[str, str] = field(default_factory=dict)
    each: str | None = None
    text: bool = False


def _kind(plain: str = "", *, text: bool = False, **inner: str) -> Kind:
    return Kind(
        frozenset(f"/{key}" for key in plain.split()),
        {f"/{key}": kind for key, kind in inner.items()},
        text=text,
    )


PLAIN = Kind()
_FUNCTION = "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds"
_PICTURE = "Width Height ImageMask Decode Interpolate BitsPerComponent Intent"

KINDS = {
    "trailer": _kind("Size", Root="catalogue"),
    "catalogue": _kind("Type Version", Pages="page", OCProperties="layers"),
    "page": _kind(
        "Type Count MediaBox CropBox BleedBox TrimBox ArtBox Rotate UserUnit",
        Kids="page",
        Parent="page",
        Resources="resources",
        Contents="contents",
        Group="group",
    ),
    "contents": _kind(),
    "resources": _kind(
        ExtGState="states",
        ColorSpace="colours",
        Pattern="patterns",
        Shading="shadings",
        XObject="drawings",
        Font="fonts",
        Properties="marks",
    ),
    "states": Kind(each="state"),
    "colours": Kind(each="colour"),
    "patterns": Kind(each="pattern"),
    "shadings": Kind(each="shading"),
    "drawings": Kind(each="drawing"),
    "fonts": Kind(each="font"),
    "marks": Kind(each="layer"),
    "glyphs": Kind(each="glyph"),
    "state": _kind(
        "Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK",
        Font="font",
        SMask="mask",
        TR="function",
        TR2="function",
    ),
    "mask": _kind("Type S BC", G="drawing", TR="function"),
    "group": _kind("Type S I K", CS="colour"),
    "drawing": _kind(
        f"Type Subtype FormType BBox Matrix {_PICTURE} SMaskInData Matte",
        Resources="resources",
        Group="group",
        OC="layer",
        ColorSpace="colour",
        SMask="drawing",
        Mask="drawing",
    ),
    "inline": _kind(_PICTURE, ColorSpace="colour"),
    "packing": _kind(
        "Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows "
        "EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform",
        JBIG2Globals="contents",
    ),
    # An array: its name, numbers, a palette as a string, then dictionaries, profiles, functions.
    "colour": _kind(
        f"WhitePoint BlackPoint Gamma Matrix {_FUNCTION}",
        text=True,
        Alternate="colour",
        Functions="function",
    ),
    "function": _kind(_FUNCTION, Functions="function"),
    "shading": _kind(
        "Type PatternType ShadingType Background BBox AntiAlias Domain Coords Extend Matrix "
        "BitsPerCoordinate BitsPerComponent BitsPerFlag VerticesPerRow Decode",
        ColorSpace="colour",
        Function="function",
    ),
    "pattern": _kind(
        "Type PatternType PaintType TilingType BBox XStep YStep Matrix",
        Resources="resources",
        Shading="shading",
        ExtGState="state",
    ),
    "glyph": _kind(),
    "font": _kind(
        "Type Subtype BaseFont FirstChar LastChar Widths DW W DW2 W2 FontBBox FontMatrix",
        FontDescriptor="face",
        Encoding="codes",
        ToUnicode="codes",
        DescendantFonts="font",
        CIDSystemInfo="letters",
        CIDToGIDMap="contents",
        CharProcs="glyphs",
        Resources="resources",
    ),
    "face": _kind(
        "Type FontName FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading "
        "CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth",
        FontFile="outlines",
        FontFile2="outlines",
        FontFile3="outlines",
    ),
    "outlines": _kind("Length1 Length2 Length3 Subtype"),
    "codes": _kind(
        "Type BaseEncoding Differences CMapName WMode", CIDSystemInfo="letters", UseCMap="codes"
    ),
    # "Adobe" and "Japan1": which letters the numbers of a large font mean.
    "letters": _kind("Registry Ordering Supplement", text=True),
    # Layers that can be hidden: what is hidden must stay so, what they are called is nobody's.
    "layers": _kind(OCGs="layer", D="shown"),
    "shown": _kind("BaseState Intent Event Category", ON="layer", OFF="layer", AS="shown"),
    "layer": _kind("Type Intent P", OCGs="layer", VE="layer", Usage="usage"),
    "usage": _kind(View="usage_state", Print="usage_state", Export="usage_state"),
    "usage_state": _kind("ViewState PrintState ExportState"),
}
