"""No token reaches a log. Django's request logger writes the paths of 404, 410 and 500 answers."""

import logging
import re

# Share links, invitations, password and set-up links: whatever follows the door's name.
_SECRET_PATH = re.compile(
    r"(?i)(/(?:s|card|invitations|unsubscribe|password/reset/key|email/confirm|setup)/)[^/\s\"'?]+"
)
_BARE_TOKEN = re.compile(r"(?i)\b[0-9a-hjkmnp-tv-z]{39}\b")


def redact(text: str) -> str:
    """Return ``text`` with every capability token replaced by ``***``."""
    return _BARE_TOKEN.sub("***", _SECRET_PATH.sub(r"\1***", text))


class RedactTokens(logging.Filter):
    """Rewrites each record once, message and traceback alike; never drops one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the finished message in place."""
        record.msg = redact(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
        return True
