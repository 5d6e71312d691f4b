"""Which version of a portfolio's public page this is: what a rendered page may be kept under.

Two pages with one version show the same; whatever a visitor can see changes it. Three facts, each
kept where it changes, so that renaming a district's students in an import writes nothing here:

- posts, links, files and the Summary Statement count in ``Portfolio.content_version``;
- the title and the sections count in ``PortfolioTemplate.content_version``, once for all students;
- the student's name, as the district shows it, is part of the version itself.

Language and gates are none of it. Read the version first and the page after it: then a change that
comes in between is kept under a version that nobody asks for again.
"""

import hashlib

from portfolios.models import Portfolio


def version_of(portfolio: Portfolio) -> str:
    """Return the version; ``portfolio`` comes with its template, its student and the district."""
    return version(
        portfolio.content_version,
        portfolio.template.content_version,
        portfolio.student.public_name,
    )


def version(content: int, template: int, name: str) -> str:
    """Return the version from the three facts."""
    return f"{content}.{template}.{hashlib.sha256(name.encode()).hexdigest()[:16]}"
