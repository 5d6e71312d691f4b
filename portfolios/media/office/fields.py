"""Names, times and paths between the words of Word, PowerPoint and Excel."""

import re

from lxml import etree

from portfolios.media.office.xml import drop, elements, local

_GONE = {"commentReference", "commentRangeStart", "commentRangeEnd", "rsids", "mailMerge"}
_GONE |= {"absPath", "fileSharing", "docVars", "revisionPtr", "attachedTemplate", "saveThroughXslt"}
_BLANK = {"author", "userName", "refreshedBy", "lastModifiedBy", "initials", "userId"}
_TIMES = {"date", "dateUtc", "refreshedDate", "refreshedDateIso"}
# Elements that say who changed what and when: <w:ins w:author="…" w:date="…">, <w:rPrChange …>.
_CHANGES = re.compile(r"(ins|del|move(From|To)\w*|cell(Ins|Del|Merge)|\w+Change|\w+Definition)$")
# Fields that fetch something when the document is opened.
_FETCHES = re.compile(r"\s*(DDE|DDEAUTO|INCLUDE\w*|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
# A cell of another file: [1]Sheet!A1 or '[Marks of class 7b.xlsx]Spring term'!A1.
_ELSEWHERE = re.compile(r"'[^']*\[[^\]]+\][^']*'!|\[[^\[\]]+\][\w.]*!")
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}f"
_FILE_NAME = re.compile(r"[\\/]|\.(jpe?g|png|gif|heic|webp|tiff?|bmp|pdf|mp4|mov)$", re.IGNORECASE)


def clean(root: etree._Element) -> None:
    """Take them away; formulas about other files become the value they had."""
    for element, name in elements(root):
        words = element.text or ""
        if element.tag == _CHART:
            element.text = "" if _ELSEWHERE.search(words) else words
        elif name in _GONE or (name in {"f", "definedName"} and _ELSEWHERE.search(words)):
            drop(element)
        else:
            if name == "instrText" and _FETCHES.match(words):
                element.text = ""
            _clean_attributes(element, name)


def _clean_attributes(element: etree._Element, name: str) -> None:
    is_change = _CHANGES.match(name) is not None
    is_picture = name in {"cNvPr", "docPr"}
    for key, value in list(element.attrib.items()):
        attribute, words = local(key), str(value)
        if attribute.startswith("rsid") or (is_change and attribute in _TIMES):
            del element.attrib[key]
        elif (
            attribute in _BLANK
            or (attribute == "instr" and _FETCHES.match(words))
            # PowerPoint describes a picture by its path on the disk of whoever put it there.
            or (is_picture and attribute in {"name", "descr"} and _FILE_NAME.search(words))
        ):
            element.set(key, "")
