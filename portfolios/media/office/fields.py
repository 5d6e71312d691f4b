"""Names, times and paths between the words of Word, PowerPoint and Excel."""

import re

from lxml import etree

from portfolios.media.office.formulas import calls_out, is_elsewhere
from portfolios.media.office.word_fields import clean_fields
from portfolios.media.office.xml import drop, elements, local

_GONE = {"commentReference", "commentRangeStart", "commentRangeEnd", "rsids", "mailMerge"}
_GONE |= {"absPath", "fileSharing", "docVars", "revisionPtr", "attachedTemplate", "saveThroughXslt"}
# Words that were taken out or moved away, and what letters and tables looked like before.
_GONE |= {"del", "delText", "delInstrText", "moveFrom", "cellDel"}
_GONE |= {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
_WAS = re.compile(r"(numbering|\w+(Pr|PrEx|Grid))Change$")
# Other documents and pictures in the middle of the words; where on a disk a page was put.
_GONE |= {"altChunk", "binData", "binaryData", "webPublishItems", "webPublishObjects"}
_BLANK = {"author", "userName", "refreshedBy", "lastModifiedBy", "initials", "userId"}
_TIMES = {"date", "dateUtc", "refreshedDate", "refreshedDateIso"}
# Elements that say who changed what and when: <w:ins w:author="…" w:date="…">, <w:rPrChange …>.
_CHANGES = re.compile(r"(ins|del|move(From|To)\w*|cell(Ins|Del|Merge)|\w+Change|\w+Definition)$")
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}f"
_CONDITIONS = {"formula", "formula1", "formula2"}
_FILE_NAME = re.compile(r"[\\/]|\.(jpe?g|png|gif|heic|webp|tiff?|bmp|pdf|mp4|mov)$", re.IGNORECASE)
_NAMED = {"cNvPr", "docPr", "imagedata"}
_FRAMES = {"imagedata", "fill", "stroke"}


def clean(root: etree._Element) -> None:
    """Take them away; formulas about other files become the value they had."""
    clean_fields(root)
    shared: set[str | None] = set()
    for element, name in elements(root):
        words = element.text or ""
        if element.tag == _CHART:
            element.text = "" if is_elsewhere(words) else words
        elif name in _GONE or _WAS.match(name) or (name == "definedName" and calls_out(words)):
            drop(element)
        elif name == "f" and (calls_out(words) or element.get("si") in shared):
            # What the first of a column says, the others only refer to.
            shared |= {element.get("si")} - {None}
            drop(element)
        else:
            if name in _CONDITIONS and calls_out(words):
                element.text = "0"
            _clean_attributes(element, name)


def _clean_attributes(element: etree._Element, name: str) -> None:
    is_change = _CHANGES.match(name) is not None
    for key, value in list(element.attrib.items()):
        attribute, words = local(key), str(value)
        if (
            attribute.startswith("rsid")
            or (is_change and attribute in _TIMES)
            # A whole drawing in one attribute, and pictures fetched without any relationship.
            or attribute == "gfxdata"
            or (name in _FRAMES and attribute in {"src", "href", "althref"})
        ):
            del element.attrib[key]
        elif attribute in _BLANK or (
            # PowerPoint describes a picture by its path on the disk of whoever put it there.
            name in _NAMED and attribute in {"name", "descr", "title"} and _FILE_NAME.search(words)
        ):
            element.set(key, "")
