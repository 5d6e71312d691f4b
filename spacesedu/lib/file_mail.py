"""Mail without a mail server: every message becomes a file, none leaves the machine."""

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from spacesedu.lib import clock


class Backend(BaseEmailBackend):
    """Writes each message to ``MAIL_DIR/<instant>-<random>.eml``; the demo has pages for them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages and return how many there were."""
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            stamp = clock.now().strftime("%Y%m%dT%H%M%S%f")
            part = folder / f"{stamp}-{secrets.token_hex(4)}.part"
            part.write_bytes(message.message().as_bytes())
            part.rename(part.with_suffix(".eml"))
        return len(email_messages)
