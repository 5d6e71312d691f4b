"""Handing one message to the mail server, and telling "later" from "never"."""

import smtplib
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers

_REASON_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person: the same words as text and as HTML.

    ``unsubscribe_url``: where a mail program asks, by a POST of its own, for no more of the kind.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    unsubscribe_url: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The cause of a message is gone; ``reason`` is a word for the record."""

    reason: str


class NotSentError(Exception):
    """The message has not left; the text says what the mail server said."""


class RefusedError(NotSentError):
    """It never will: a 5xx answer to the sender, the recipient or the message, or a bad address."""


class PostponedError(NotSentError):
    """It may later: a 4xx answer."""


class UnreachableError(PostponedError):
    """The server does not answer, does not know us or hung up; other messages would fare alike."""


def send(message: Message, *, message_id: str) -> None:
    """Send ``message``, or raise one of the errors above.

    A server that dies after the whole message was handed over but before it answered may have
    accepted it: that is ``UnreachableError`` too, and the next attempt carries the same Message-ID,
    by which the receiving side knows it again. One that dies after its answer has accepted it.
    """
    email = EmailMultiAlternatives(
        subject=one_line(message.subject),
        body=message.text,
        to=[message.to],
        headers={
            "Message-ID": message_id,
            "Auto-Submitted": "auto-generated",
            **_unsubscribing(message.unsubscribe_url),
        },
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    try:
        mailers["default"].send_messages([email])
    except smtplib.SMTPRecipientsRefused as refused:
        raise _answered(*next(iter(refused.recipients.values()))) from None
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
        raise _answered(refused.smtp_code, refused.smtp_error) from None
    except OSError as failure:  # smtplib's own errors among them
        raise UnreachableError(_short(failure)) from None
    except ValueError as refused:  # an address or a header that no server would take
        raise RefusedError(_short(refused)) from None


def message_id(name: object) -> str:
    """Return the Message-ID of the row ``name``: the same at every attempt."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{name}@{domain}>"


def one_line(text: str) -> str:
    """Return ``text`` without line breaks: a name from a file must not end a header."""
    return " ".join(text.split())


def _unsubscribing(url: str) -> dict[str, str]:
    """Return the headers of RFC 8058: a button beside the sender's name that asks no question."""
    if not url:
        return {}
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _answered(code: int, text: bytes | str) -> NotSentError:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    permanent = 500 <= code < 600  # noqa: PLR2004 -- SMTP's own ranges
    return (RefusedError if permanent else PostponedError)(_short(f"{code} {words}"))


def _short(said: object) -> str:
    return one_line(str(said) or type(said).__name__)[:_REASON_LENGTH]
