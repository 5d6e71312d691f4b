"""The frozen page: all a visitor or a family can ever see, and nothing else by construction.

The public page, the families' view and the student's own page render these values. A comment, an
author, a school, a grade, an e-mail, a file name cannot leak: there is no field to hold it.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo in three widths. Addresses are relative to the page; width and height in pixels."""

    src_320: str
    src_640: str
    src_1280: str
    width: int
    height: int
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A playable or downloadable file.

    ``label`` is the caption, else its kind in words; never its file name. ``size`` in bytes.
    """

    kind: str
    url: str
    label: str
    size: int
    caption: str
    content_type: str


@dataclass(frozen=True, slots=True)
class PostView:
    """One post. ``body_html`` is sanitised; ``sections`` are names."""

    title: str
    date: date
    body_html: str
    sections: tuple[str, ...]
    photos: tuple[PhotoView, ...]
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class SectionLink:
    """An entry of the section menu; ``url`` is relative to the portfolio's address."""

    name: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """One portfolio, whole or one section of it."""

    title: str
    name: str
    summary_html: str
    sections: tuple[SectionLink, ...]
    posts: tuple[PostView, ...]
