"""What is read for one page of a portfolio: the same few queries for any number of posts."""

import re
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from portfolios.models import Attachment, Portfolio, Post, PostLink, PostSection, Section
from spacesedu.lib.compiled import any_of

# As many as a web server puts together within a tenth of a second, for a teacher too.
POSTS_A_PAGE = 50
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Belongings:
    """What hangs on posts, by their ids; only files that are ready."""

    sections: Mapping[uuid.UUID, set[uuid.UUID]]
    attachments: Mapping[uuid.UUID, list[Attachment]]
    links: Mapping[uuid.UUID, list[PostLink]]


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read for one page. Never reaches a template; ``freeze`` makes the page of it.

    ``total`` and ``counts`` count the posts of the whole portfolio and of each section; ``number``
    of ``pages`` is the page these ``posts`` are.
    """

    portfolio: Portfolio
    section: Section | None
    sections: Sequence[Section]
    total: int
    counts: Mapping[uuid.UUID, int]
    number: int
    pages: int
    posts: Sequence[Post]
    belongings: Belongings


def gather(
    portfolio: Portfolio, *, section: uuid.UUID | None = None, page: str = ""
) -> Rows | None:
    """Read one page of a portfolio, whole or one section of it; seven queries.

    ``page`` is the number in the address, "" for the first. None when the section is removed or of
    another template, and when there is no such page.
    """
    sections = sections_of(portfolio)
    chosen = next((one for one in sections if one.pk == section), None)
    if section is not None and chosen is None:
        return None
    kept = Post.objects.kept().filter(portfolio=portfolio)
    total, counts = kept.count(), _counts(portfolio)
    pages = max(1, -(-(counts.get(chosen.pk, 0) if chosen else total) // POSTS_A_PAGE))
    number = _number(page)
    if not 1 <= number <= pages:
        return None
    wanted = kept.filter(section_rows__section=chosen) if chosen else kept
    begin = (number - 1) * POSTS_A_PAGE
    posts = list(wanted.in_order()[begin : begin + POSTS_A_PAGE])
    return Rows(
        portfolio=portfolio,
        section=chosen,
        sections=sections,
        total=total,
        counts=counts,
        number=number,
        pages=pages,
        posts=posts,
        belongings=belongings(posts),
    )


def sections_of(portfolio: Portfolio) -> list[Section]:
    """Return the sections of a portfolio, in order."""
    return list(Section.objects.filter(template=portfolio.template_id, removed_at=None))


def belongings(posts: Sequence[Post]) -> Belongings:
    """Read what hangs on these posts, in three queries."""
    shown = [post.pk for post in posts]
    sections: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    pairs = PostSection.objects.filter(any_of("post", shown)).values_list("post_id", "section_id")
    for post_id, section_id in pairs:
        sections[post_id].add(section_id)
    attachments: dict[uuid.UUID, list[Attachment]] = defaultdict(list)
    for attachment in Attachment.objects.ready().filter(any_of("post", shown)):
        assert attachment.post_id is not None
        attachments[attachment.post_id].append(attachment)
    links: dict[uuid.UUID, list[PostLink]] = defaultdict(list)
    for link in PostLink.objects.filter(any_of("post", shown)):
        links[link.post_id].append(link)
    return Belongings(sections, attachments, links)


def _counts(portfolio: Portfolio) -> dict[uuid.UUID, int]:
    """Count the posts of every section, over all pages."""
    pairs = PostSection.objects.filter(post__portfolio=portfolio, post__deleted_at=None)
    counted = pairs.order_by().values("section_id").annotate(posts=Count("pk"))
    return dict(counted.values_list("section_id", "posts"))


def _number(page: str) -> int:
    """Return the number that ``page`` spells; 0, which no page has, for anything else."""
    if not page:
        return 1
    return int(page) if _NUMBER.fullmatch(page) else 0
