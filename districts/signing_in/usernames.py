"""Usernames that districts give to pupils without an e-mail: ``slug:name`` in the installation."""

import re

from spacesedu.lib.db import fold

LONGEST = 60
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
# Room for a number behind it.
_LONGEST_PART = 40


def full_username(slug: str | None, typed: str) -> str:
    """Return what the account is found by: on a district's own page the bare name will do.

    >>> full_username("maple", "Ada.L ")
    'maple:ada.l'
    >>> full_username(None, "maple:ada.l")
    'maple:ada.l'
    """
    name = typed.strip().lower()
    return name if ":" in name or slug is None else f"{slug}:{name}"


def bare_username(username: str | None) -> str:
    """Return what is typed on the district's own page; nothing for an account without one."""
    return (username or "").partition(":")[2]


def is_plain(name: str) -> bool:
    """Tell whether a child can type it on any keyboard: a–z, digits, dot, hyphen, underscore."""
    return _NAME.fullmatch(name) is not None


def proposed(given: str, family: str) -> str:
    """Return a short username made of a name, the same for all who are called alike.

    A name in another script has no letters for every keyboard, and becomes ``student``.

    >>> proposed("Élodie Anne", "O’Neil"), proposed("مريم", "")
    ('elodieanne.o', 'student')
    """
    first = _NOT_PLAIN.sub("", fold(given))[:_LONGEST_PART]
    initial = _NOT_PLAIN.sub("", fold(family))[:1]
    return f"{first}.{initial}" if first and initial else first or "student"


def numbered(name: str, taken: set[str]) -> str:
    """Return ``name``, or ``name`` with the first number that makes it a new one.

    >>> numbered("ada.l", {"ada.l", "ada.l2"})
    'ada.l3'
    """
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}{number}"
    return free
