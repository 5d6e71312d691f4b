"""Asking a service for JSON: again where it is busy, with a new token once, on its own origin."""

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from districts.sis.rest.errors import BrokenLineError, RefusedAddressError, RestError
from districts.sis.rest.provider import Provider
from districts.sis.rest.signing import Signer
from districts.sis.rest.wire import Answer, Wire

OK, UNAUTHORIZED = 200, 401
BUSY = {429, 502, 503, 504}
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 3
MOST_TRIES = 6
LONGEST_WAIT = 120.0  # seconds, over all waits for one answer


@dataclass
class Client:
    """One conversation with a service, until ``until`` on the monotonic clock.

    ``sleep`` takes seconds.
    """

    provider: Provider
    wire: Wire
    until: float
    sleep: Callable[[float], None] = time.sleep
    signer: Signer = field(init=False)

    def __post_init__(self) -> None:
        """Have requests signed as the service wants it."""
        self.signer = Signer(self.provider, self.wire)

    def get(self, url: str) -> tuple[object, Mapping[str, str]]:
        """Return the JSON at ``url`` and the answer's headers; raises ``RestError``."""
        answer = self._answer(url)
        if answer.status != OK:
            raise RestError(_sentence(answer), status=answer.status)
        try:
            return json.loads(answer.body), answer.headers
        except (ValueError, RecursionError) as reason:
            raise RestError(_("The service’s answer is not JSON.")) from reason

    def same_origin(self, url: str) -> str:
        """Return ``url`` if it lies on the service's own origin; raises ``RefusedAddressError``."""
        own, other = urlsplit(self.provider.root), urlsplit(url)
        if (own.scheme, own.netloc) != (other.scheme, other.netloc):
            raise RefusedAddressError(_("The service sends us on to another address."))
        return url

    def _answer(self, url: str) -> Answer:
        waited, renewed, hops, tries = 0.0, False, 0, 0
        while True:
            if time.monotonic() > self.until:
                raise RestError(_("The service took too long in all."))
            answer = self._try(url)
            tries += 1
            if answer is not None and answer.status == UNAUTHORIZED and not renewed:
                renewed = True
                if self.signer.renew():
                    continue
            if answer is not None and answer.status in REDIRECTS and hops < MOST_REDIRECTS:
                hops += 1
                url = self.same_origin(urljoin(url, answer.headers.get("location", "")))
                continue
            if answer is not None and answer.status not in BUSY:
                return answer
            pause = _pause(answer, tries)
            if tries >= MOST_TRIES or waited + pause > LONGEST_WAIT:
                if answer is None:
                    raise BrokenLineError
                return answer
            waited += pause
            self.sleep(pause)

    def _try(self, url: str) -> Answer | None:
        """Return an answer; None where the line broke, which may pass."""
        header = self.signer.header("GET", url)
        try:
            return self.wire.ask(
                "GET", url, {"Authorization": header, "Accept": "application/json"}
            )
        except BrokenLineError:
            return None


def _pause(answer: Answer | None, tries: int) -> float:
    """Return how long to wait: as the service says, else longer each time; never all at once."""
    told = answer.headers.get("retry-after", "") if answer else ""
    if told.isdigit():
        return float(told)
    if told:
        try:
            return max((parsedate_to_datetime(told) - timezone.now()).total_seconds(), 0)
        except (ValueError, TypeError):
            pass
    return float(2**tries) / 2 * (0.5 + random.random() / 2)  # noqa: S311 -- no secret


def _sentence(answer: Answer) -> str:
    if answer.status in {401, 403}:
        return str(_("The service does not let us read this (status %d).") % answer.status)
    if answer.status in BUSY:
        return str(_("The service is too busy (status %d).") % answer.status)
    return str(_("The service answered with an error (status %d).") % answer.status)
