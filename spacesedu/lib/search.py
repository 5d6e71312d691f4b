"""What somebody typed into a search field."""

from django.http import HttpRequest

LONGEST = 100
"""Characters; nobody's name is longer, and a pattern that long finds nothing else."""


def search_term(request: HttpRequest) -> str:
    """Return ``?q=`` as a term."""
    return term(request.GET.get("q", ""))


def term(typed: str) -> str:
    """Return the words trimmed, cut, and without NUL, which PostgreSQL refuses in any text."""
    return typed.replace("\0", "").strip()[:LONGEST]
