"""Browsers of the cast: each person has one of their own, signed in or not."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.world import Person

WIDE = {"width": 1280, "height": 900}
# Milliseconds, on a busy machine.
PATIENCE = 20_000
# Pages that are meant to answer so: the browser's console notes them all the same.
EXPECTED = (403, 404, 409, 410, 422)


@dataclass
class Browse:
    """Opens browsers, and remembers what went wrong in any of them."""

    chromium: Browser
    url: str
    wrong: list[str] = field(default_factory=list)
    _open: list[BrowserContext] = field(default_factory=list)

    def visitor(self, **options: object) -> Page:
        """Return a page of somebody without a single cookie."""
        return self._context(**options).new_page()

    def signed_in(self, person: Person, **options: object) -> Page:
        """Return a page of one of the cast, signed in."""
        client = Client()
        client.force_login(person.user)
        context = self._context(**options)
        context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": str(client.session.session_key),
                    "url": self.url,
                }
            ]
        )
        return context.new_page()

    def close(self) -> None:
        """Close every browser."""
        for context in self._open:
            context.close()

    def _context(self, **options: object) -> BrowserContext:
        make: Callable[..., BrowserContext] = self.chromium.new_context
        context = make(
            base_url=self.url, locale="en", viewport=WIDE, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(2 * PATIENCE)
        # "Leave this page?", or nothing goes on any more, not even the closing.
        context.on("dialog", lambda dialog: dialog.accept())
        context.on("console", self._console)
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("response", self._response)
        self._open.append(context)
        return context

    def _console(self, message: ConsoleMessage) -> None:
        # The policy's refusals arrive here. What failed to load is judged by its status.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.wrong.append(message.text)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in EXPECTED:
            self.wrong.append(f"{response.status} {response.url}")
        if not response.url.startswith(self.url):
            self.wrong.append(f"somebody else was asked: {response.url}")
