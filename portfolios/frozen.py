"""The frozen page: all a visitor or a family can ever see, and nothing else by construction.

The public page, the families' view and the student's own page render these values. A comment, an
author, a school, a grade, an e-mail, a file name cannot leak: there is no field to hold it.
Addresses are relative to the page, sizes of pictures in pixels, of files in bytes.
"""

import uuid
from dataclasses import dataclass
from datetime import date

# Posts without a photo that one passes before its first photo is worth hurrying for.
_NEAR = 3


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo in three widths. ``alt`` is never empty: it says at least which one this is."""

    src_320: str
    src_640: str
    src_1280: str
    width: int
    height: int
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class RecordingView:
    """A video or a sound to be played in the page.

    ``kind`` is ``video`` or ``audio``; ``label`` the caption, else what it shows, else its kind in
    words, or its number where several have no better; ``duration`` in words, empty when unknown.
    ``poster_url`` is empty without a poster.
    """

    kind: str
    url: str
    label: str
    duration: str
    size: int
    poster_url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FileView:
    """A file to be downloaded.

    ``label`` is the caption, else its kind in words; never its file name. ``cover_url`` is a
    picture of the first page, ``width`` × ``height``; empty where there is none.
    """

    kind: str
    kind_in_words: str
    url: str
    label: str
    size: int
    cover_url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to another site. ``host`` is where it leads, whatever its author called it."""

    title: str
    host: str
    url: str


@dataclass(frozen=True, slots=True)
class PostView:
    """One post. ``body_html`` is sanitised; ``sections`` are names."""

    title: str
    date: date
    body_html: str
    sections: tuple[str, ...]
    photos: tuple[PhotoView, ...]
    recordings: tuple[RecordingView, ...]
    files: tuple[FileView, ...]
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class SectionLink:
    """An entry of the section menu; ``url`` is relative to the portfolio's address."""

    name: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on a portfolio before it is opened; ``name`` is what a visitor may read."""

    portfolio_id: uuid.UUID
    template_id: uuid.UUID
    title: str
    name: str
    summary_html: str


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """One portfolio, whole or one section of it, and fifty posts at most.

    ``newer_url`` and ``older_url`` lead to the pages before and after; empty where there is none.
    """

    title: str
    name: str
    summary_html: str
    sections: tuple[SectionLink, ...]
    posts: tuple[PostView, ...]
    newer_url: str
    older_url: str

    @property
    def first_photo(self) -> PhotoView | None:
        """Return the photo a reader comes to first; None when it is far down, or nowhere."""
        return next((post.photos[0] for post in self.posts[:_NEAR] if post.photos), None)

    @property
    def section(self) -> SectionLink | None:
        """Return the section that this is; None for Home, the first in the menu."""
        return next((one for one in self.sections[1:] if one.current), None)
