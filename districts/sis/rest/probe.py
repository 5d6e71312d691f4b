"""What a test of a connection sees: one page of schools and of people, in plain sentences."""

import time
from contextlib import closing
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from districts.sis.rest.client import Client
from districts.sis.rest.collection import LONGEST_COUNT
from districts.sis.rest.errors import RestError
from districts.sis.rest.links import next_link
from districts.sis.rest.provider import Provider
from districts.sis.rest.wire import Wire
from spacesedu.lib.numbers import grouped

SECONDS = 8.0
# What is asked for; where that is refused, what a pull would ask for instead, and its list's names.
ASKED = (("orgs", "schools"), ("users", "students"), ("enrollments", ""))
NOT_FOR_US = {401, 403, 404}


@dataclass(frozen=True, slots=True)
class Seen:
    """Sentences for people, and whether a pull would work."""

    sentences: tuple[str | Promise, ...]
    ok: bool


def probe(provider: Provider, *, wire: Wire | None = None) -> Seen:
    """Ask the service for a little of what a pull asks for; never raises for what it answers."""
    line = wire or Wire(private=provider.private, seconds=SECONDS)
    until = time.monotonic() + SECONDS
    with closing(line):
        return _seen(Client(provider, line, until=until, sleep=lambda _seconds: None))


def _seen(client: Client) -> Seen:
    sentences: list[str | Promise] = []
    for name, instead in ASKED:
        try:
            sentences.append(_look(client, name, (name,)))
        except RestError as reason:
            sentences.append(reason.sentence)
            if not instead or reason.status not in NOT_FOR_US:
                return Seen(tuple(sentences), ok=False)
            try:
                sentences.append(_look(client, instead, (name, instead)))
            except RestError:
                return Seen(tuple(sentences), ok=False)
    return Seen(tuple(sentences), ok=True)


def _look(client: Client, path: str, names: tuple[str, ...]) -> str:
    url = f"{client.provider.root}{path}?limit=1&offset=0"
    body, headers = client.get(url)
    if not any(isinstance(body, dict) and isinstance(body.get(name), list) for name in names):
        raise RestError(_("The service’s answer is not OneRoster’s."))
    if link := next_link(headers.get("link", "")):
        client.next(url, link)  # raises where a pull would doubt everything
    return _counted(path, headers.get("x-total-count", ""))


def _counted(name: str, total: str) -> str:
    if not (total.isascii() and total.isdigit() and len(total) <= LONGEST_COUNT):
        silent = _("The service does not say how many %s there are: nobody would ever be removed.")
        return str(silent % name)
    number = int(total)
    match name:
        case "orgs" | "schools":
            said = ngettext("It has %s organisation.", "It has %s organisations.", number)
        case "users" | "students":
            said = ngettext("It has %s person.", "It has %s people.", number)
        case _:
            said = ngettext("It has %s enrolment.", "It has %s enrolments.", number)
    return said % grouped(number)
