"""The page that a visitor reads: as it was drawn the last time, else drawn now.

It is kept under everything it depends on, so nothing has to be thrown away: what changes is kept
under another name from then on. The door has been asked before, on this very request; no token is
part of the name or of the page.
"""

import gzip
import hashlib
import uuid
from dataclasses import dataclass

import redis
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils import translation

from portfolios.page import Addresses, build
from sharing import counts
from sharing.door import Opened
from spacesedu.lib import valkey

TEN_MINUTES = 600
_LEVEL = 6
# One way to Valkey and back for both: the page, and one more opening of it if it is there.
_FOUND = """
local page = redis.call('GET', KEYS[1])
if page and ARGV[1] ~= '' then redis.call('HINCRBY', KEYS[2], ARGV[1], ARGV[2]) end
return page
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks for: ``query`` is what every page keeps of the address."""

    section: uuid.UUID | None
    number: str
    language: str
    query: str


def page_of(opened: Opened, asked: Asked, *, counted: str = "", adds: int = 1) -> bytes | None:
    """Return the page as gzip; None when the portfolio has no such page.

    A page that there is adds so many openings to ``counted``, a line of ``sharing.counts``.
    """
    name = _name(opened, asked)
    found = valkey.ask(lambda kept: kept.eval(_FOUND, 2, name, counts.key(), counted, adds))
    if isinstance(found, bytes):
        return found
    html = _drawn(opened, asked)
    if html is None:
        return None
    # The time is left out, so that the same page is the same bytes.
    made = gzip.compress(html.encode(), _LEVEL, mtime=0)
    valkey.ask(lambda kept: _keep(kept, name, made, counted, adds))
    return made


def _keep(kept: "redis.Redis", name: str, page: bytes, counted: str, adds: int) -> None:
    steps = kept.pipeline(transaction=False)
    steps.set(name, page, ex=TEN_MINUTES)
    if counted:
        steps.hincrby(counts.key(), counted, adds)
    steps.execute()


def _drawn(opened: Opened, asked: Asked) -> str | None:
    with translation.override(asked.language):
        at = Addresses(root="../" if asked.section else "", query=asked.query)
        page = build(opened.cover, at, section=asked.section, page=asked.number)
        if page is None:
            return None
        # No request goes into the template: nothing about who is looking can reach the page.
        number = f"&page={asked.number}" if asked.number else ""
        ways = {code: f"?lang={code}{number}" for code, _name in settings.LANGUAGES}
        context = {"page": page, "lang": asked.language, "languages": ways}
        return render_to_string("sharing/public_page.html", context)


def _name(opened: Opened, asked: Asked) -> str:
    facts = (
        getattr(staticfiles_storage, "manifest_hash", ""),
        opened.cover.portfolio_id,
        opened.version,
        *(asked.section, asked.number, asked.language, asked.query),
    )
    return valkey.name("page", hashlib.sha256(repr(facts).encode()).hexdigest())
