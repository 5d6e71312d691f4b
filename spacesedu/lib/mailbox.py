"""Reading what the demo's mail backend has written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")
_STAMP = "%Y%m%dT%H%M%S%f"
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Mail:
    """One message of the demo; ``name`` is that of its file."""

    name: str
    subject: str
    sender: str
    to: str
    sent_at: datetime
    text: str
    html: str


def newest() -> Iterator[Mail]:
    """Yield the latest messages, newest first."""
    files = sorted(Path(settings.MAIL_DIR).glob("*.eml"), reverse=True)
    for file in files[:SHOWN]:
        mail = read(file.stem)
        if mail is not None:
            yield mail


def read(name: str) -> Mail | None:
    """Return one message; None when there is none of that name, or its file is gone."""
    if not _NAME.fullmatch(name):
        return None
    try:
        raw = (Path(settings.MAIL_DIR) / f"{name}.eml").read_bytes()
    except OSError:
        return None
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(raw)
    return Mail(
        name=name,
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        sent_at=datetime.strptime(name.partition("-")[0], _STAMP).replace(tzinfo=UTC),
        text=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
