"""Word's fields: text that the program works out anew when the document is opened or printed."""

import re
from dataclasses import dataclass, field

from lxml import etree

from portfolios.media.office.xml import elements, local

# What stays is listed, not what goes: numbers, tables of contents, dates, forms. Everything else
# keeps the words that it last showed, and nothing that could fetch other words.
_STAY = re.compile(
    r"\s*(PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|REF|NOTEREF|STYLEREF|TOC|TC|XE|INDEX|SEQ|DATE"
    r"|TIME|SYMBOL|EQ|LISTNUM|AUTONUM|CITATION|BIBLIOGRAPHY|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN)\b"
    r"|\s*=|\s*HYPERLINK\s+(\"?(https?|mailto):|\\l\s)",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\s*(DOCPROPERTY\s+\"?)?(AUTHOR|LASTSAVEDBY|MANAGER|COMPANY|USERNAME|USERINITIALS"
    r"|USERADDRESS|FILENAME|TEMPLATE)\b",
    re.IGNORECASE,
)


def stays(code: str) -> bool:
    """Tell whether a field does nothing but count, lay out, or lead to a web page when clicked."""
    return _STAY.match(code) is not None


@dataclass(slots=True)
class _Field:
    """Its code lies in as many pieces as Word liked to cut it into."""

    code: list[etree._Element] = field(default_factory=list)
    shown: list[etree._Element] = field(default_factory=list)

    def judge(self) -> None:
        code = "".join(one.text or "" for one in self.code)
        if stays(code):
            return
        for one in self.code:
            one.text = ""
        if _NAMES.match(code):
            for one in self.shown:
                one.text = ""


def clean_fields(root: etree._Element) -> None:
    """Empty the code of every field that may not stay, and what those show that name somebody."""
    # Fields lie in fields. The first stands for codes outside of any.
    fields = [_Field()]
    for element, name in elements(root):
        if name in {"instrText", "delInstrText"}:
            fields[-1].code.append(element)
        elif name == "t" and len(fields) > 1:
            fields[-1].shown.append(element)
        elif name == "fldChar":
            kind = next((v for k, v in element.attrib.items() if local(k) == "fldCharType"), "")
            if kind == "begin":
                fields.append(_Field())
            elif kind == "end" and len(fields) > 1:
                fields.pop().judge()
        elif name == "fldSimple":
            _clean_simple(element)
    for one in fields:
        one.shown.clear()  # what never ends would reach to the last word
        one.judge()


def _clean_simple(element: etree._Element) -> None:
    for key, value in element.attrib.items():
        if local(key) == "instr" and not stays(str(value)):
            element.set(key, "")
            if _NAMES.match(str(value)):
                for one, name in elements(element):
                    one.text = "" if name == "t" else one.text
