"""Building the frozen page: from what was read to values only."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from portfolios import text
from portfolios.frozen import Cover, PortfolioPage, PostView, SectionLink
from portfolios.models import Attachment, MediaKind, Portfolio, Post
from portfolios.reading.exhibits import (
    RECORDINGS,
    file_view,
    link_views,
    photo_views,
    recording_views,
)
from portfolios.reading.rows import Rows, SectionRow, gather


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things lie, seen from the page: all addresses are relative.

    The same portfolio stands at ``/s/<token>/`` (root ``""``), ``/s/<token>/<section>/`` (root
    ``"../"``) and ``/portfolios/<id>/sections/<section>/`` (root ``"../../"``, sections below
    ``sections/``), and no value holds a token. ``query`` is what every page keeps of the address,
    ``lang=fr-ca``.
    """

    root: str = ""
    sections: str = ""
    query: str = ""

    @property
    def media(self) -> str:
        """Return the address below which files lie."""
        return f"{self.root}media/"

    def page(self, section: SectionRow | None, number: int = 1) -> str:
        """Return the address of a page of the portfolio, or of a section of it."""
        path = f"{self.root}{self.sections}{section.pk}/" if section else self.root or "./"
        asked = [self.query] if self.query else []
        asked += [f"page={number}"] if number > 1 else []
        return f"{path}?{'&'.join(asked)}" if asked else path


def cover_of(portfolio: Portfolio) -> Cover:
    """Return the cover; ``portfolio`` comes with its template, its student and the district."""
    return Cover(
        portfolio_id=portfolio.pk,
        template_id=portfolio.template_id,
        title=portfolio.template.name,
        name=portfolio.student.public_name,
        summary_html=portfolio.summary_html,
    )


def build(
    cover: Cover,
    at: Addresses,
    *,
    section: uuid.UUID | None = None,
    page: str = "",
) -> PortfolioPage | None:
    """Return a page as visitors read it, whole or one section; None when there is no such page.

    ``page`` is the number in the address. Sections with nothing in them are left out of the menu:
    a stranger is shown what a student has done, and no empty shelves.
    """
    rows = gather(cover, section=section, page=page)
    if rows is None:
        return None
    frozen = freeze(rows, at)
    home, *others = frozen.sections
    return replace(frozen, sections=(home, *(one for one in others if one.count or one.current)))


def freeze(rows: Rows, at: Addresses) -> PortfolioPage:
    """Return the page as values: what is not copied here can never be shown."""
    cover, number = rows.cover, rows.number
    return PortfolioPage(
        title=cover.title,
        name=cover.name,
        summary_html=text.safe(cover.summary_html),
        sections=tuple(_section_links(rows, at)),
        posts=tuple(
            freeze_post(one, rows.sections, rows.attachments.get(one.pk, []), at)
            for one in rows.posts
        ),
        newer_url=at.page(rows.section, number - 1) if number > 1 else "",
        older_url=at.page(rows.section, number + 1) if number < rows.pages else "",
    )


def freeze_post(
    post: Post, sections: Sequence[SectionRow], attachments: Sequence[Attachment], at: Addresses
) -> PostView:
    """Return one post as values; it comes with what ``with_belongings`` annotates."""
    held = set(post.section_ids)  # type: ignore[attr-defined]
    files = [one for one in attachments if one.kind in {MediaKind.PDF, MediaKind.FILE}]
    return PostView(
        title=post.title,
        date=post.posted_on,
        body_html=text.safe(post.body_html),
        sections=tuple(section.name for section in sections if section.pk in held),
        photos=photo_views((one for one in attachments if one.kind == MediaKind.PHOTO), at.media),
        recordings=recording_views(
            (one for one in attachments if one.kind in RECORDINGS), at.media
        ),
        files=tuple(file_view(one, at.media) for one in files),
        links=link_views(post.link_rows),  # type: ignore[attr-defined]
    )


def _section_links(rows: Rows, at: Addresses) -> list[SectionLink]:
    home = SectionLink(_("Home"), at.page(None), rows.total, current=rows.section is None)
    return [
        home,
        *(
            SectionLink(
                name=section.name,
                url=at.page(section),
                count=section.posts,
                current=section == rows.section,
            )
            for section in rows.sections
        ),
    ]
