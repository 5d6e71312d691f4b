"""One collection of a service, page by page, and whether all of it came.

It is complete only where the service's own count, the rows and their ids agree, and where there is
nothing behind the last page: some services count a page where they should count everything. In any
doubt it is not, and nobody is missed because of it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.sis.rest.client import Client
from districts.sis.rest.errors import RefusedAddressError, RestError
from districts.sis.rest.items import text
from districts.sis.rest.links import next_link

LIMIT = 1000
MOST_PAGES = 20_000
MOST_ROWS = 20_000_000
RESTARTS = 3
LONGEST_COUNT = 12  # digits
# What services answer that is behind their last page, where others answer an empty one.
BEHIND_THE_END = {400, 404, 416, 422}

type Item = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a collection: how many rows, whether that is all, and if not, why."""

    rows: int
    complete: bool
    why_not: str | Promise = ""
    refused: bool = False
    """It failed before anything came: nothing is known of the collection."""


class _ChangedError(Exception):
    """The service's count changed while it was read."""


def fetch(
    client: Client,
    path: str,
    keys: tuple[str, ...],
    *,
    begin: Callable[[], None],
    take: Callable[[Item], bool],
) -> Came:
    """Hand every item to ``take``, which tells whether it could be written down.

    An answer has its list under one of ``keys``. ``begin`` is called before the first page, and
    again where the collection changes under our eyes and is read anew, three times at most; what
    changes even then is read to its end, and is in doubt.
    """
    for _restart in range(RESTARTS):
        begin()
        try:
            return _Reading(client, path, keys, take).run()
        except _ChangedError:
            continue
    begin()
    return _Reading(client, path, keys, take, last=True).run()


class _Reading:
    """One pass over a collection. The ``last`` one no longer minds a count that changes."""

    def __init__(
        self,
        client: Client,
        path: str,
        keys: tuple[str, ...],
        take: Callable[[Item], bool],
        *,
        last: bool = False,
    ) -> None:
        self.client, self.path, self.keys, self.take, self.last = client, path, keys, take, last
        self.total: int | None = None
        self.ids: set[bytes] = set()
        self.rows = 0
        self.linked = False
        self.doubt: str | Promise = ""

    def run(self) -> Came:
        url, pages = self._page(), 0
        while url:
            if pages == MOST_PAGES or self.rows > MOST_ROWS:
                return self._broken(_("The collection has no end."))
            try:
                url = self._read(url)
            except RestError as reason:
                if pages and self.rows == self.total and reason.status in BEHIND_THE_END:
                    break
                return self._broken(reason.sentence, first=not self.rows)
            pages += 1
        return self._judged()

    def _read(self, url: str) -> str:
        """Take one page; return the address of the next, empty after the last."""
        body, headers = self.client.get(url)
        self._count(headers.get("x-total-count"))
        found = self._listed(body)
        if self._again(found):
            return ""
        known = len(self.ids)
        for item in found:
            self._item(item)
        if not found:
            return ""
        if len(self.ids) == known:
            raise RestError(_("The service gives the same page again and again."))
        return self._next(url, next_link(headers.get("link", "")))

    def _listed(self, body: object) -> list[object]:
        if isinstance(body, dict):
            found = next((body[key] for key in self.keys if key in body), None)
            if isinstance(found, list):
                return found
        raise RestError(_("The service’s answer is not the list that was asked for."))

    def _again(self, found: list[object]) -> bool:
        """Tell whether everything came at once, and comes again whatever page is asked for."""
        everything = self.rows == self.total == len(self.ids) == len(found)
        return everything and {_mark(item) for item in found} == self.ids

    def _next(self, url: str, link: str) -> str:
        """Return where to go on: by the rows that came, as services give fewer than asked for.

        A link that counts differently would leave some out; one without an offset is followed. One
        to another address is not, and makes everything doubtful.
        """
        try:
            named = self.client.next(url, link) if link else ""
        except RefusedAddressError as reason:
            self.doubt = reason.sentence
            named = ""
        if named and "offset" not in parse_qs(urlsplit(named).query):
            self.linked = True
            return named
        return "" if self.linked else self._page()

    def _item(self, item: object) -> None:
        self.rows += 1
        mark = _mark(item)
        if not isinstance(item, dict) or not mark:
            self.doubt = _("The service sent something without an id.")
            return
        if not self.take(item):
            self.doubt = _("The service sent something that cannot be read.")
        self.ids.add(mark)

    def _count(self, told: str | None) -> None:
        if told is None:
            return
        digits = told.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_COUNT):
            self.doubt = _("The service’s count is no number.")
            return
        if self.total is not None and int(digits) != self.total:
            if not self.last:
                raise _ChangedError
            self.doubt = _("The collection kept changing while it was read.")
        self.total = int(digits)

    def _judged(self) -> Came:
        if self.doubt:
            return self._broken(self.doubt)
        if self.total is None:
            return self._broken(_("The service does not say how many there are."))
        if not self.total == self.rows == len(self.ids):
            return self._broken(_("The service’s count and what came do not agree."))
        return Came(self.rows, complete=True)

    def _broken(self, why: str | Promise, *, first: bool = False) -> Came:
        return Came(self.rows, complete=False, why_not=why, refused=first)

    def _page(self) -> str:
        query = urlencode({"limit": LIMIT, "offset": self.rows})
        return f"{self.client.provider.root}{self.path}?{query}"


def _mark(item: object) -> bytes:
    """Return what an item is known by, shortened: a million ids would be much to remember."""
    name = text(item, "sourcedId") if isinstance(item, dict) else ""
    return hashlib.blake2b(name.encode(), digest_size=12).digest() if name else b""
