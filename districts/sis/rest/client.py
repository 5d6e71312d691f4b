"""Asking a service for JSON: again where it is busy, with a new token once, on its own origin."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from secrets import SystemRandom
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext_lazy as _

from districts.sis.rest.errors import BrokenLineError, RefusedAddressError, RestError
from districts.sis.rest.provider import Provider
from districts.sis.rest.said import said
from districts.sis.rest.signing import Signer
from districts.sis.rest.wire import PORTS, Answer, Wire
from spacesedu.lib import clock

OK, UNAUTHORIZED = 200, 401
BUSY = {429, 502, 503, 504}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 3
MOST_TRIES = 6
LONGEST_WAIT = 120.0  # seconds, over all waits for one answer
MOST_WAITED = 900.0  # over all waits of a pull
MOST_BYTES = 4 * 1024**3  # over all answers of a pull
# Values in one answer: read into memory, the smallest take thirty times their own room.
MOST_VALUES = 2_000_000

_random = SystemRandom()


@dataclass
class Client:
    """One conversation with a service, until ``until`` on the monotonic clock.

    ``sleep`` takes seconds; ``hour`` is asked where a service names one to come back at.
    """

    provider: Provider
    wire: Wire
    until: float
    sleep: Callable[[float], None] = time.sleep
    hour: Callable[[], datetime] = clock.now
    signer: Signer = field(init=False)
    waited: float = 0
    received: int = 0

    def __post_init__(self) -> None:
        """Have requests signed as the service wants it."""
        self.signer = Signer(self.provider, self.wire, self.until)

    def get(self, url: str) -> tuple[object, Mapping[str, str]]:
        """Return the JSON at ``url`` and the answer's headers; raises ``RestError``."""
        answer = self._answer(url)
        if answer.status != OK:
            raise RestError(self._sentence(answer), status=answer.status)
        if answer.body.count(b",") > MOST_VALUES:
            raise RestError(_("The service’s answer is larger than any page may be."))
        try:
            return json.loads(answer.body), answer.headers
        except (ValueError, RecursionError):
            raise RestError(_("The service’s answer is not JSON.")) from None

    def next(self, url: str, named: str) -> str:
        """Return the address that an answer from ``url`` names; only of the service's own origin.

        Raises ``RefusedAddressError`` for any other.
        """
        try:
            found = urljoin(url, named)
            own = _origin(found) == _origin(self.provider.root)
        except ValueError:
            own = False
        if not own:
            raise RefusedAddressError(_("The service sends us on to another address."))
        return found

    def _answer(self, url: str) -> Answer:
        waited, renewed, hops, tries = 0.0, False, 0, 0
        while True:
            if time.monotonic() >= self.until:
                raise RestError(_("The service took too long in all."))
            answer = self._try(url)
            tries += 1
            if answer is not None and answer.status == UNAUTHORIZED and not renewed:
                renewed = True
                if self.signer.renew():
                    continue
            if answer is not None and answer.status in REDIRECTS and hops < MOST_REDIRECTS:
                hops += 1
                url = self.next(url, answer.headers.get("location", ""))
                continue
            if answer is not None and answer.status not in BUSY:
                return answer
            pause = _pause(answer, tries, self.hour)
            if tries >= MOST_TRIES or waited + pause > LONGEST_WAIT or not self._may_wait(pause):
                if answer is None:
                    raise BrokenLineError
                return answer
            waited += pause
            self.waited += pause
            self.sleep(pause)

    def _may_wait(self, pause: float) -> bool:
        return self.waited + pause <= MOST_WAITED and time.monotonic() + pause < self.until

    def _try(self, url: str) -> Answer | None:
        """Return an answer; None where the line broke, which may pass."""
        try:
            headers = {
                "Authorization": self.signer.header("GET", url),
                "Accept": "application/json",
            }
            answer = self.wire.ask("GET", url, headers, until=self.until)
        except BrokenLineError:
            return None
        except RestError as reason:
            # Who gives out the tokens may be busy, too.
            if reason.status not in BUSY:
                raise
            return Answer(reason.status, {}, b"")
        self.received += len(answer.body)
        if self.received > MOST_BYTES:
            raise RestError(_("The service sends more than any district has."))
        return answer

    def _sentence(self, answer: Answer) -> str:
        status = answer.status
        if status in {401, 403}:
            sentence = _("The service does not let us read this (status %d).") % status
        elif status in BUSY:
            sentence = _("The service is too busy (status %d).") % status
        else:
            sentence = _("The service answered with an error (status %d).") % status
        words = said(answer.body, secrets=self.signer.secrets)
        return str(sentence) + (" " + str(_("It says: “%s”")) % words if words else "")


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    if "@" in parts.netloc:
        raise ValueError
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme)


def _pause(answer: Answer | None, tries: int, hour: Callable[[], datetime]) -> float:
    """Return how long to wait: as the service says, else longer each time; never all at once."""
    told = answer.headers.get("retry-after", "").strip() if answer else ""
    if told.isascii() and told.isdigit():
        return float(told) + _random.random()
    try:
        return max((parsedate_to_datetime(told) - hour()).total_seconds(), 0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return float(2**tries) / 2 * (0.5 + _random.random() / 2)
