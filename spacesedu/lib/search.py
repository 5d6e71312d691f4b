"""What somebody typed into a search field."""

from django.http import HttpRequest

LONGEST = 100
"""Characters; nobody's name is longer, and a pattern that long finds nothing else."""


def search_term(request: HttpRequest) -> str:
    """Return ``?q=`` trimmed, cut, and without NUL, which PostgreSQL refuses in any text."""
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
