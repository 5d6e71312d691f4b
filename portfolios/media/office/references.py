"""What in a part of Word, PowerPoint or Excel led to another part that is left out."""

from collections.abc import Set as AbstractSet

from lxml import etree

from portfolios.media.office.xml import drop, elements, local, unwrap

_RELATIONSHIPS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
    "{urn:schemas-microsoft-com:office:office}",
)
# They are something without it too: a picture's frame, a page's margins.
_ONLY_ATTRIBUTE = {"blip", "pageSetup", "imagedata", "fill", "chartsheet"}
# What would be empty goes as a whole, or the program would offer to repair the file.
_WHOLE = {"oleObj": "graphicFrame", "oleObject": "oleObjects", "control": "controls"}
_WHOLE |= {"externalReference": "externalReferences"}
_WHOLE |= dict.fromkeys(("regular", "bold", "italic", "boldItalic"), "embeddedFont")


def forget(root: etree._Element, ids: AbstractSet[str]) -> None:
    """Take away whatever names one of these relationships; the words of a link stay."""
    if not ids:
        return
    for element, name in elements(root):
        named = [
            key
            for key, value in element.attrib.items()
            if value in ids and str(key).startswith(_RELATIONSHIPS)
        ]
        if not named:
            continue
        if name in _ONLY_ATTRIBUTE:
            for key in named:
                del element.attrib[key]
        elif name == "hyperlink" and len(element):
            unwrap(element)
        else:
            drop(_whole(element, _WHOLE.get(name)))


def _whole(element: etree._Element, name: str | None) -> etree._Element:
    around = (one for one in element.iterancestors() if local(one.tag) == name)
    return next(around, element)
