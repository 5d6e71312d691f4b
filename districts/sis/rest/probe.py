"""What a test of a connection sees: one page of schools and of people, in plain sentences."""

import time
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from districts.sis.rest.client import Client
from districts.sis.rest.collection import LONGEST_COUNT
from districts.sis.rest.errors import RestError
from districts.sis.rest.provider import Provider
from districts.sis.rest.wire import Wire

SECONDS = 8.0
ASKED = ("orgs", "users", "enrollments")


@dataclass(frozen=True, slots=True)
class Seen:
    """Sentences for people, and whether a pull would work."""

    sentences: tuple[str | Promise, ...]
    ok: bool


def probe(provider: Provider, *, wire: Wire | None = None) -> Seen:
    """Ask the service for a little of what a pull asks for; never raises for what it answers."""
    client = Client(
        provider,
        wire or Wire(private=provider.private, seconds=SECONDS),
        until=time.monotonic() + SECONDS,
        sleep=lambda _seconds: None,
    )
    sentences: list[str | Promise] = []
    for name in ASKED:
        try:
            body, headers = client.get(f"{provider.root}{name}?limit=1&offset=0")
        except RestError as reason:
            return Seen((*sentences, reason.sentence), ok=False)
        items = body.get(name) if isinstance(body, dict) else None
        if not isinstance(items, list):
            return Seen((*sentences, _("The service’s answer is not OneRoster’s.")), ok=False)
        sentences.append(_counted(name, headers.get("x-total-count", "")))
    return Seen(tuple(sentences), ok=True)


def _counted(name: str, total: str) -> str:
    if not (total.isascii() and total.isdigit() and len(total) <= LONGEST_COUNT):
        silent = _("The service does not say how many %s there are: nobody would ever be removed.")
        return str(silent % name)
    number = int(total)
    match name:
        case "orgs":
            said = ngettext("It has %d organisation.", "It has %d organisations.", number)
        case "users":
            said = ngettext("It has %d person.", "It has %d people.", number)
        case _:
            said = ngettext("It has %d enrolment.", "It has %d enrolments.", number)
    return said % number
