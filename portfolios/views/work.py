"""What the page of a portfolio is rendered from, for people who are signed in.

The work itself is the frozen page, the same that a visitor reads; all that depends on who is
looking stands beside it.
"""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from districts.actor import Actor
from districts.policy import Power, may
from portfolios.entries import entries
from portfolios.models import Portfolio, Post
from portfolios.page import Addresses, freeze, gather
from portfolios.policy import can_read_description, can_write
from portfolios.queries import of_template, post
from portfolios.shelf import StudentRow, page_url, student_row
from spacesedu.lib.search import search_term

STUDENTS_A_PAGE = 100


def work(
    request: HttpRequest,
    actor: Actor,
    portfolio: Portfolio,
    section: uuid.UUID | None = None,
    *,
    root: str,
) -> dict[str, object] | None:
    """Return the context of a portfolio's page; None when it has no such section.

    ``root`` leads from the page's address to the portfolio's.
    """
    rows = gather(portfolio, section=section)
    if rows is None:
        return None
    page = freeze(rows, Addresses(root=root, sections="sections/"))
    writes = can_write(actor, portfolio)
    described = can_read_description(actor) and portfolio.template.description
    address = {"portfolio": portfolio.pk}
    return {
        "page": page,
        "entries": entries(rows, page) if writes else [],
        "actor": actor,
        "portfolio": portfolio,
        "can_edit": writes,
        "add_url": reverse("portfolios:post_new", kwargs=address),
        "summary_url": reverse("portfolios:summary", kwargs=address),
        "info_url": reverse("portfolios:about", kwargs=address) if described else "",
        "why_url": reverse("portfolios:why", kwargs=address) if may(actor, Power.ASK_WHY) else "",
        "back_url": reverse("portfolios:list"),
        "undo": _deleted(request, actor, portfolio) if writes else None,
    }


def desk(
    request: HttpRequest, actor: Actor, template_id: uuid.UUID, current: Portfolio | None
) -> dict[str, object]:
    """Return the context of the list of students: a page of it, and what was searched for."""
    search = search_term(request)
    found = of_template(actor, template_id, search)
    pages = Paginator(found, STUDENTS_A_PAGE).get_page(request.GET.get("page"))
    address = reverse("portfolios:template", kwargs={"template": template_id})
    students: list[StudentRow] = [student_row(one, current) for one in pages]
    return {
        "students": students,
        "portfolio_ids": [student.portfolio_id for student in students],
        "pages": pages,
        "search": search,
        "find_url": address,
        "list_url": address,
        "listing": False,
        "asks_why": may(actor, Power.ASK_WHY),
        "actor": actor,
        "back_url": reverse("portfolios:list"),
    }


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
