"""Usernames that districts give to pupils without an e-mail: ``slug:name`` in the installation."""

import re

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


def full_username(slug: str | None, typed: str) -> str:
    """Return what the account is found by: on a district's own page the bare name will do.

    >>> full_username("maple", "Ada.L ")
    'maple:ada.l'
    >>> full_username(None, "maple:ada.l")
    'maple:ada.l'
    """
    name = typed.strip().lower()
    return name if ":" in name or slug is None else f"{slug}:{name}"


def is_plain(name: str) -> bool:
    """Tell whether a child can type it on any keyboard: a–z, digits, dot, hyphen, underscore."""
    return _NAME.fullmatch(name) is not None
