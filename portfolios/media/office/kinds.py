"""The kinds of Office files that are taken, and how to tell them apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """``mark`` stands in the package where it says what it is."""

    ending: str
    content_type: str
    mark: str


_MS = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

MICROSOFT = tuple(
    OfficeKind(ending, f"{_MS}.{name}", f"{_MS}.{name}.main+xml")
    for ending, name in (
        ("docx", "wordprocessingml.document"),
        ("pptx", "presentationml.presentation"),
        ("xlsx", "spreadsheetml.sheet"),
    )
)
OPEN_DOCUMENT = tuple(
    OfficeKind(ending, f"{_ODF}.{name}", f"{_ODF}.{name}")
    for ending, name in (("odt", "text"), ("odp", "presentation"), ("ods", "spreadsheet"))
)
OFFICE_KINDS = MICROSOFT + OPEN_DOCUMENT
