"""What narrows a long list: selects in its search form, and chips that are links."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.functional import Promise

type Words = str | Promise

_PLACES = frozenset({"after", "before", "page"})


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a select."""

    value: str
    label: Words
    current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One select: its name in the address, its words, and what it says while it narrows nothing."""

    name: str
    label: Words
    everything: Words
    options: list[Option]

    @property
    def narrows(self) -> bool:
        """Tell whether one of its entries is chosen."""
        return any(option.current for option in self.options)


@dataclass(frozen=True, slots=True)
class Chip:
    """One link that narrows, with how many rows it holds where that is counted."""

    label: Words
    url: str
    current: bool
    count: int | None = None


def options(entries: Iterable[tuple[object, Words]], chosen: object) -> list[Option]:
    """Return the entries of a select from values and labels, ``chosen`` marked."""
    return [Option(str(value), label, value == chosen) for value, label in entries]


def chosen_id(request: HttpRequest, name: str) -> uuid.UUID | None:
    """Return the id in the address; None for any other text."""
    try:
        return uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def address(request: HttpRequest, name: str, key: str) -> str:
    """Return the page's own address with one filter set anew, or let go, on its first page.

    On ``/staff/?q=okafor&state=invited&after=7`` the chip ``waiting`` leads to
    ``/staff/?q=okafor&state=waiting``.
    """
    asked = {**request.GET.dict(), name: key}
    kept = {one: text for one, text in asked.items() if text and one not in _PLACES}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path
