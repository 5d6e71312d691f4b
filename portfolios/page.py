"""Building the frozen page: a handful of queries for any number of posts, then values only."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portfolios import text
from portfolios.frozen import FileView, PhotoView, PortfolioPage, PostView, SectionLink
from portfolios.models import Attachment, MediaKind, Portfolio, Post, PostSection, Section

__all__ = ["Addresses", "FileView", "PhotoView", "PortfolioPage", "PostView", "Rows", "SectionLink"]
__all__ += ["build", "freeze", "gather"]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things lie, seen from the page: all addresses are relative.

    The same portfolio stands at ``/s/<token>/`` (root ``""``), ``/s/<token>/<section>/`` (root
    ``"../"``) and ``/portfolios/<id>/sections/<section>/`` (root ``"../../"``, sections below
    ``sections/``), and no value holds a token.
    """

    root: str = ""
    sections: str = ""
    media: str = "media/"


@dataclass(frozen=True, slots=True)
class Rows:
    """What was read for one page. Never reaches a template; ``freeze`` makes the page of it."""

    portfolio: Portfolio
    section: Section | None
    sections: Sequence[Section]
    posts: Sequence[Post]
    total: int
    in_sections: dict[uuid.UUID, set[uuid.UUID]]
    attachments: dict[uuid.UUID, list[Attachment]]


def build(
    portfolio: Portfolio,
    *,
    section: uuid.UUID | None = None,
    root: str = "",
    section_prefix: str = "",
    media_prefix: str = "media/",
) -> PortfolioPage | None:
    """Return the page of a portfolio, whole or one section; None when it has no such section.

    ``portfolio`` comes with its template and student. Four queries, five for one section.
    """
    rows = gather(portfolio, section=section)
    if rows is None:
        return None
    return freeze(rows, Addresses(root=root, sections=section_prefix, media=media_prefix))


def gather(portfolio: Portfolio, *, section: uuid.UUID | None = None) -> Rows | None:
    """Read what the page needs; None when the section is removed or of another template."""
    sections = list(Section.objects.filter(template=portfolio.template_id, removed_at=None))
    chosen = next((one for one in sections if one.pk == section), None)
    if section is not None and chosen is None:
        return None
    kept = Post.objects.kept().filter(portfolio=portfolio)
    wanted = kept.filter(section_rows__section=chosen) if chosen else kept
    posts = list(wanted.in_order())
    pairs: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for post_id, section_id in PostSection.objects.filter(post__in=kept).values_list(
        "post_id", "section_id"
    ):
        pairs[post_id].add(section_id)
    attachments: dict[uuid.UUID, list[Attachment]] = defaultdict(list)
    for one in Attachment.objects.ready().filter(post__in=wanted):
        assert one.post_id is not None
        attachments[one.post_id].append(one)
    total = kept.count() if chosen else len(posts)
    return Rows(portfolio, chosen, sections, posts, total, pairs, attachments)


def freeze(rows: Rows, at: Addresses) -> PortfolioPage:
    """Return the page as values: what is not copied here can never be shown."""
    portfolio = rows.portfolio
    return PortfolioPage(
        title=portfolio.template.name,
        name=portfolio.student.public_name,
        summary_html=text.safe(portfolio.summary_html),
        sections=tuple(_section_links(rows, at)),
        posts=tuple(_post(post, rows, at) for post in rows.posts),
    )


def _section_links(rows: Rows, at: Addresses) -> list[SectionLink]:
    home = SectionLink(_("Home"), at.root or "./", rows.total, current=rows.section is None)
    return [
        home,
        *(
            SectionLink(
                name=section.name,
                url=f"{at.root}{at.sections}{section.pk}/",
                count=sum(section.pk in held for held in rows.in_sections.values()),
                current=section == rows.section,
            )
            for section in rows.sections
        ),
    ]


def _post(post: Post, rows: Rows, at: Addresses) -> PostView:
    held = rows.in_sections.get(post.pk, set())
    attachments = rows.attachments.get(post.pk, [])
    return PostView(
        title=post.title,
        date=post.posted_on,
        body_html=text.safe(post.body_html),
        sections=tuple(section.name for section in rows.sections if section.pk in held),
        photos=tuple(_photo(one, at) for one in attachments if one.kind == MediaKind.PHOTO),
        files=tuple(_file(one, at) for one in attachments if one.kind != MediaKind.PHOTO),
    )


def _photo(photo: Attachment, at: Addresses) -> PhotoView:
    folder = f"{at.root}{at.media}{photo.pk}"
    return PhotoView(
        src_320=f"{folder}/320.webp",
        src_640=f"{folder}/640.webp",
        src_1280=f"{folder}/1280.webp",
        width=photo.width or 4,
        height=photo.height or 3,
        alt=photo.alt,
        caption=photo.caption,
    )


def _file(file: Attachment, at: Addresses) -> FileView:
    kind = MediaKind(file.kind)
    return FileView(
        kind=kind.value,
        url=f"{at.root}{at.media}{file.pk}/file",
        label=file.caption or str(kind.label),
        size=file.size,
        caption=file.caption,
        content_type=file.content_type,
    )
