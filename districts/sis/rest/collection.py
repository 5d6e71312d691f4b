"""One collection of a service, page by page, and whether all of it came.

It is complete only where the service's own count, the rows and their ids agree. In any doubt it is
not, and nobody is missed because of it.
"""

import hashlib
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.sis.rest.client import Client
from districts.sis.rest.errors import RestError
from districts.sis.rest.links import next_link

LIMIT = 1000
MOST_PAGES = 20_000
MOST_ROWS = 20_000_000
RESTARTS = 3

type Item = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a collection: how many rows, whether that is all, and if not, why."""

    rows: int
    complete: bool
    why_not: str | Promise = ""
    refused: bool = False
    """The very first page was refused or failed: nothing is known of the collection."""


class _ChangedError(Exception):
    """The service's count changed while it was read."""


def fetch(
    client: Client, path: str, key: str, *, begin: Callable[[], None], take: Callable[[Item], bool]
) -> Came:
    """Hand every item to ``take``, which tells whether it could be written down.

    ``begin`` is called before the first page, and again where the collection changes under our eyes
    and is read anew, three times at most.
    """
    for _attempt in range(RESTARTS):
        begin()
        try:
            return _Reading(client, path, key, take).run()
        except _ChangedError:
            continue
    return Came(0, complete=False, why_not=_("The collection kept changing while it was read."))


class _Reading:
    """One pass over a collection."""

    def __init__(self, client: Client, path: str, key: str, take: Callable[[Item], bool]) -> None:
        self.client, self.path, self.key, self.take = client, path, key, take
        self.total: int | None = None
        self.ids = array("Q")
        self.rows = 0
        self.doubt: str | Promise = ""

    def run(self) -> Came:
        url, seen, pages = self._page(0), set[bytes](), 0
        while url:
            if pages == MOST_PAGES or self.rows > MOST_ROWS:
                return self._broken(_("The collection has no end."))
            mark = hashlib.blake2b(url.encode(), digest_size=8).digest()
            if mark in seen:
                return self._broken(_("The service sends us round in a circle."))
            seen.add(mark)
            try:
                url = self._read(url)
            except RestError as reason:
                return self._broken(reason.sentence, first=pages == 0)
            pages += 1
        return self._judged()

    def _read(self, url: str) -> str:
        """Take one page; return the address of the next, empty after the last."""
        body, headers = self.client.get(url)
        self._count(headers.get("x-total-count"))
        items = body.get(self.key) if isinstance(body, dict) else None
        if not isinstance(items, list):
            raise RestError(_("The service’s answer is not the list that was asked for."))
        before = self.ids[-len(items) :] if items else array("Q")
        fresh = [self._item(item) for item in items]
        if fresh and array("Q", fresh) == before:
            raise RestError(_("The service gives the same page again and again."))
        link = next_link(headers.get("link", ""))
        if link:
            return self.client.same_origin(urljoin(url, link)) if items else ""
        if not items or (self.total is not None and self.rows >= self.total):
            return ""
        return self._page(self.rows)

    def _item(self, item: object) -> int:
        name = item.get("sourcedId") if isinstance(item, dict) else None
        self.rows += 1
        if not isinstance(item, dict) or not isinstance(name, str) or not name:
            self.doubt = _("The service sent something without an id.")
            return 0
        if not self.take(item):
            self.doubt = _("The service sent something that cannot be read.")
        short = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest())
        self.ids.append(short)
        return short

    def _count(self, told: str | None) -> None:
        if told is None:
            return
        if not told.isdecimal():
            self.doubt = _("The service’s count is no number.")
            return
        if self.total is not None and int(told) != self.total:
            raise _ChangedError
        self.total = int(told)

    def _judged(self) -> Came:
        distinct = len(set(self.ids))
        if self.doubt:
            return self._broken(self.doubt)
        if self.total is None:
            return self._broken(_("The service does not say how many there are."))
        if not self.total == self.rows == distinct:
            return self._broken(_("The service’s count and what came do not agree."))
        return Came(self.rows, complete=True)

    def _broken(self, why: str | Promise, *, first: bool = False) -> Came:
        return Came(self.rows, complete=False, why_not=why, refused=first)

    def _page(self, offset: int) -> str:
        query = urlencode({"limit": LIMIT, "offset": offset})
        return f"{self.client.provider.root}{self.path}?{query}"
