"""Links to take along: as text, as a file for mail merge, on cards. Only those that open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sharing.class_links.listing import Line
from spacesedu.lib import qr
from spacesedu.lib.csv_cells import cell


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one card. ``address`` is as one types it; ``qr_html`` an SVG of our own."""

    name: str
    address: str
    ends_on: date
    qr_html: str


def as_text(lines: Iterable[Line]) -> str:
    """Return a line a student, name and address with a tab between: two columns of a sheet."""
    return "\n".join(f"{cell(' '.join(name.split()))}\t{url}" for name, url, _end in _open(lines))


def as_table(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the file, its head first."""
    yield _("Name"), _("Link"), _("Works until")
    for name, url, ends_on in _open(lines):
        yield name, url, ends_on.isoformat()


def as_cards(lines: Iterable[Line]) -> list[Card]:
    """Return a card a student."""
    return [
        Card(name, url.partition("://")[2], ends_on, qr.on_paper(url))
        for name, url, ends_on in _open(lines)
    ]


def _open(lines: Iterable[Line]) -> Iterator[tuple[str, str, date]]:
    """Yield name, address and last day of each link that can be sent."""
    for line in lines:
        if line.link and line.link.url:
            yield line.name, line.link.url, line.link.ends_on
