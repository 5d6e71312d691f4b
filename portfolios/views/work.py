"""What the page of a portfolio is rendered from, for people who are signed in.

The work itself is the frozen page, the same that a visitor reads; all that depends on who is
looking stands beside it.
"""

import uuid

from django.http import HttpRequest
from django.urls import reverse

from districts.actor import Actor
from districts.policy import Power, may
from portfolios.frozen import PortfolioPage
from portfolios.models import Portfolio, Post
from portfolios.page import Addresses, cover_of, freeze
from portfolios.policy import can_comment, can_read_comments, can_read_description, can_write
from portfolios.queries import post
from portfolios.reading.entries import Entry, entries, ways
from portfolios.reading.looks import since
from portfolios.reading.rows import Rows, gather
from portfolios.shaping.about import says_something
from portfolios.shelf import for_whom, page_url
from portfolios.writing.reads import Place, begun, begun_places
from portfolios.writing.summary import unsaved
from spacesedu.lib import clock


def work(
    request: HttpRequest,
    actor: Actor,
    portfolio: Portfolio,
    section: uuid.UUID | None = None,
    *,
    at: Addresses,
    number: str = "",
    looks: bool = True,
) -> dict[str, object] | None:
    """Return the context of a page of a portfolio's posts; None when there is no such page.

    ``portfolio`` comes from ``queries.opened``, ``number`` is the page asked for. ``looks`` is
    false where nobody asked for the work itself.
    """
    rows = gather(cover_of(portfolio), section=section, page=number)
    if rows is None:
        return None
    page = freeze(rows, at)
    writes = can_write(actor, portfolio)
    described = can_read_description(actor) and says_something(portfolio.template)
    address = {"portfolio": portfolio.pk}
    return {
        "page": page,
        "entries": _entries(actor, portfolio, rows, page, writes=writes, looks=looks),
        "ways": ways(actor, writes=writes),
        "actor": actor,
        "portfolio": portfolio,
        "whose": for_whom(actor, portfolio),
        "portfolio_ids": [portfolio.pk],
        "archived": not portfolio.is_active,  # type: ignore[attr-defined]
        "can_edit": writes,
        "can_comment": can_comment(actor, portfolio),
        "add_url": _add_url(portfolio, section),
        "goes_on": writes and begun(actor, portfolio),
        "kept_drafts": _kept_drafts(actor, portfolio, writes=writes),
        "kept_summary": _kept_summary(actor, portfolio, writes=writes),
        "summary_url": reverse("portfolios:summary", kwargs=address),
        "info_url": reverse("portfolios:about", kwargs=address) if described else "",
        "why_url": reverse("portfolios:why", kwargs=address) if may(actor, Power.ASK_WHY) else "",
        "deleted_url": reverse("portfolios:deleted", kwargs=address) if writes else "",
        "back_url": reverse("portfolios:list"),
        "post_undo": _deleted(request, actor, portfolio) if writes else None,
    }


def _add_url(portfolio: Portfolio, section: uuid.UUID | None) -> str:
    """Return the address of the form: begun in a section, the post is in it."""
    url = reverse("portfolios:post_new", kwargs={"portfolio": portfolio.pk})
    return f"{url}?section={section}" if section else url


def _kept_drafts(actor: Actor, portfolio: Portfolio, *, writes: bool) -> list[Place]:
    """Return where ``actor`` wrote until the portfolio was archived, and finds their words."""
    if writes or not may(actor, Power.WRITE_PORTFOLIOS):
        return []
    return begun_places(actor, portfolio)


def _kept_summary(actor: Actor, portfolio: Portfolio, *, writes: bool) -> bool:
    """Tell whether ``actor`` wrote the Summary Statement until the portfolio was archived."""
    if writes or not may(actor, Power.WRITE_PORTFOLIOS):
        return False
    return unsaved(actor, portfolio) is not None


def _entries(
    actor: Actor,
    portfolio: Portfolio,
    rows: Rows,
    page: PortfolioPage,
    *,
    writes: bool,
    looks: bool,
) -> list[Entry]:
    """Return what stands beside the posts; nothing for families, who read the work alone."""
    if not can_read_comments(actor):
        return []
    return entries(
        rows.posts,
        page.posts,
        portfolio,
        actor=actor,
        writes=writes,
        since=since(actor, portfolio, clock.now(), noted=looks),
    )


def _deleted(request: HttpRequest, actor: Actor, portfolio: Portfolio) -> Post | None:
    """Return the post just deleted, named by the address, so that Undo can be offered."""
    try:
        post_id = uuid.UUID(request.GET.get("deleted", ""))
    except ValueError:
        return None
    found = post(actor, post_id, deleted=True)
    gone = found is not None and found.portfolio == portfolio and found.deleted_at is not None
    return found if gone else None


def after_delete(post: Post) -> str:
    """Return the address that offers to bring ``post`` back."""
    return f"{page_url(post.portfolio)}?deleted={post.pk}"
