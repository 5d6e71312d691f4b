"""What is read for one page of a portfolio: the same few queries for any number of posts."""

import json
import re
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from portfolios.frozen import Cover
from portfolios.models import (
    Attachment,
    PortfolioTemplate,
    Post,
    PostLink,
    PostQuerySet,
    PostSection,
    Section,
)
from spacesedu.lib.compiled import CompiledQuery, CompiledRows, any_of

# As many as a web server puts together within a tenth of a second, for a teacher too.
POSTS_A_PAGE = 50
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of the template, and how many of the portfolio's posts are in it, on all pages."""

    pk: uuid.UUID
    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read for one page. Never reaches a template; ``freeze`` makes the page of it.

    ``total`` counts the posts of the whole portfolio; ``number`` of ``pages`` is the page these
    ``posts`` are. ``attachments`` are those of the posts by their ids, only files that are ready.
    """

    cover: Cover
    section: SectionRow | None
    sections: Sequence[SectionRow]
    total: int
    number: int
    pages: int
    posts: Sequence[Post]
    attachments: Mapping[uuid.UUID, Sequence[Attachment]]


def gather(cover: Cover, *, section: uuid.UUID | None = None, page: str = "") -> Rows | None:
    """Read one page of a portfolio, whole or one section of it; three queries.

    ``page`` is the number in the address, "" for the first. None when the section is removed or of
    another template, and when there is no such page.
    """
    sections, total = _contents(cover)
    chosen = next((one for one in sections if one.pk == section), None)
    if section is not None and chosen is None:
        return None
    pages = max(1, -(-(chosen.posts if chosen else total) // POSTS_A_PAGE))
    number = _number(page)
    if not 1 <= number <= pages:
        return None
    posts = _posts(cover.portfolio_id, chosen, number)
    return Rows(
        cover=cover,
        section=chosen,
        sections=sections,
        total=total,
        number=number,
        pages=pages,
        posts=posts,
        attachments=attachments_of(posts),
    )


def _posts(portfolio_id: uuid.UUID, section: SectionRow | None, number: int) -> list[Post]:
    # The page that most people open is worth a query of its own.
    if section is None and number == 1:
        return _newest.rows(portfolio_id)
    wanted = Post.objects.kept().filter(portfolio=portfolio_id)
    if section is not None:
        wanted = wanted.filter(section_rows__section=section.pk)
    begin = (number - 1) * POSTS_A_PAGE
    return list(with_belongings(wanted).in_order()[begin : begin + POSTS_A_PAGE])


def with_belongings(posts: PostQuerySet) -> PostQuerySet:
    """Annotate ``section_ids``, and ``link_rows``: each link's url and title, in their order."""
    sections = PostSection.objects.filter(post=OuterRef("pk")).values("section_id")
    links = PostLink.objects.filter(post=OuterRef("pk")).order_by("position")
    return posts.annotate(
        section_ids=ArraySubquery(sections),
        link_rows=ArraySubquery(links.values(json=JSONObject(url=F("url"), title=F("title")))),
    )


def read_belongings(post: Post) -> None:
    """Annotate one post that came without; one query."""
    found = with_belongings(Post.objects.kept()).only("pk").get(pk=post.pk)
    for name in ("section_ids", "link_rows"):
        setattr(post, name, getattr(found, name))


def attachments_of(posts: Sequence[Post]) -> dict[uuid.UUID, list[Attachment]]:
    """Return post → its files that are ready, in their order; one query."""
    found: dict[uuid.UUID, list[Attachment]] = defaultdict(list)
    for attachment in _files.rows([one.pk for one in posts]):
        assert attachment.post_id is not None
        found[attachment.post_id].append(attachment)
    return found


def contents_of(cover: Cover) -> list[SectionRow]:
    """Return the sections of a portfolio, in order."""
    return _contents(cover)[0]


def _contents(cover: Cover) -> tuple[list[SectionRow], int]:
    """Return the sections in order, and how many posts there are in all of the portfolio."""
    [(sections, total)] = _asked(cover.template_id, cover.portfolio_id)
    named = map(json.loads, sections)
    return [SectionRow(uuid.UUID(one["pk"]), one["name"], one["posts"]) for one in named], total


def _contents_query(
    template_id: uuid.UUID, portfolio_id: uuid.UUID
) -> "QuerySet[PortfolioTemplate, Any]":
    posts = Post.objects.kept().filter(portfolio=portfolio_id).order_by()
    rows = PostSection.objects.filter(
        section=OuterRef("pk"), post__portfolio=portfolio_id, post__deleted_at=None
    )
    sections = (
        Section.objects.filter(template=OuterRef("pk"), removed_at=None)
        .order_by("position")
        .values(json=JSONObject(pk=F("pk"), name=F("name"), posts=_count(rows, "section")))
    )
    found = PortfolioTemplate.objects.filter(pk=template_id)
    return found.values_list(ArraySubquery(sections), _count(posts, "portfolio"))


def _count(rows: "QuerySet[Any]", owner: str) -> Coalesce:
    counted = rows.order_by().values(owner).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _newest_query(portfolio_id: uuid.UUID) -> PostQuerySet:
    posts = Post.objects.kept().filter(portfolio=portfolio_id)
    return with_belongings(posts).in_order()[:POSTS_A_PAGE]


def _files_query(posts: list[uuid.UUID]) -> "QuerySet[Attachment]":
    return Attachment.objects.ready().filter(any_of("post", posts))


_asked = CompiledQuery(_contents_query, uuid.uuid4(), uuid.uuid4())
_newest = CompiledRows[Post](_newest_query, uuid.uuid4())
_files = CompiledRows[Attachment](_files_query, [uuid.uuid4()])


def _number(page: str) -> int:
    """Return the number that ``page`` spells; 0, which no page has, for anything else."""
    if not page:
        return 1
    return int(page) if _NUMBER.fullmatch(page) else 0
