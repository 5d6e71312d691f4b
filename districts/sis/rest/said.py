"""What a service says about an error of its own: in words, where it has any."""

import json
from collections.abc import Iterable

LONGEST = 120
MOST_BYTES = 64 * 1024
DEEPEST = 4
# OneRoster's own name in two spellings, OAuth's, and what everybody else says.
WORDS = (
    "imsx_description",
    "imsx_Description",
    "error_description",
    "error",
    "message",
    "detail",
    "title",
)


def said(body: bytes, *, secrets: Iterable[str] = ()) -> str:
    """Return the service's words, shortened; nothing for HTML and other things not meant for us.

    An ``imsx_StatusInfo`` may stand alone, under its own name, or in a list. Words that repeat a
    secret or an e-mail address are not passed on.
    """
    try:
        words = _words(json.loads(body[:MOST_BYTES]), DEEPEST)
    except (ValueError, RecursionError):
        return ""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    if "@" in plain or any(secret and secret in plain for secret in secrets):
        return ""
    return plain[:LONGEST]


def _words(value: object, deep: int) -> str:
    if isinstance(value, list):
        return next(filter(None, (_words(one, deep - 1) for one in value[:5])), "") if deep else ""
    if not isinstance(value, dict) or not deep:
        return ""
    for name in WORDS:
        if isinstance(found := value.get(name), str) and found.strip():
            return found
    nested = (one for one in value.values() if isinstance(one, (dict, list)))
    return next(filter(None, (_words(one, deep - 1) for one in nested)), "")
