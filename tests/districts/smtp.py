"""A real SMTP server on loopback that can be told how to behave."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

HOST = "127.0.0.1"
PATIENCE = 2.0


@dataclass
class Post:
    """Takes messages, or answers what it is told to."""

    rcpt: str = "250 OK"
    data: str = "250 OK"
    hang_up: str = ""
    """After which answer to end the connection without a word: ``rcpt`` or ``data``."""
    taken: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's names
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Answer RCPT TO."""
        if self.hang_up == "rcpt":
            _cut(server)
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's names
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Answer the end of the message."""
        if self.data.startswith("250"):
            self.taken.append(envelope)
        if self.hang_up == "data":
            # The answer is written first; the line is dead before QUIT.
            asyncio.get_running_loop().call_soon(_cut, server)
        return self.data

    @property
    def ids(self) -> list[str]:
        """Return the Message-ID of every message taken."""
        lines = [line for envelope in self.taken for line in _headers(envelope)]
        return [line.partition(": ")[2] for line in lines if line.startswith("Message-ID:")]


@contextmanager
def post_office(post: Post) -> Iterator[None]:
    """Run ``post`` in a thread of its own and make it the mailer of the project."""
    loop = asyncio.new_event_loop()
    serving = loop.create_server(lambda: SMTP(post, hostname="post.example", loop=loop), HOST, 0)
    server = loop.run_until_complete(serving)
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        with override_settings(MAILERS=mailer(server.sockets[0].getsockname()[1])):
            yield
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(_stop, loop)
        thread.join()
        loop.close()


def mailer(port: int, timeout: float = PATIENCE) -> dict[str, dict[str, object]]:
    """Return the setting that sends through the server at ``port``."""
    backend = "django.core.mail.backends.smtp.EmailBackend"
    options = {"host": HOST, "port": port, "timeout": timeout}
    return {"default": {"BACKEND": backend, "OPTIONS": options}}


def _stop(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    ended = asyncio.gather(*tasks, return_exceptions=True) if tasks else None
    if ended is None:
        loop.stop()
    else:
        ended.add_done_callback(lambda _: loop.stop())


def _cut(server: SMTP) -> None:
    if server.transport is not None:
        server.transport.close()


def _headers(envelope: Envelope) -> list[str]:
    content = envelope.content
    text = content.decode() if isinstance(content, bytes) else str(content)
    return text.partition("\r\n\r\n")[0].splitlines()
