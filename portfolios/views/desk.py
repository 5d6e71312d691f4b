"""The list of students beside the work, as the page and as the fragment that a search swaps in."""

import uuid

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse

from districts.actor import Actor
from districts.policy import Power, may
from portfolios import desk as students
from portfolios.models import Portfolio, PortfolioQuerySet
from portfolios.policy import works_beside_list
from portfolios.shelf import student_row

STUDENTS_A_PAGE = 100


def desk(
    request: HttpRequest, actor: Actor, template_id: uuid.UUID, current: Portfolio | None
) -> dict[str, object]:
    """Return the context of the list: a page of it, and what was asked for."""
    wanted = students.asked(request.GET, actor)
    found = students.rows(actor, template_id, wanted, current)
    pages = _page_of(found, wanted.page)
    address = reverse("portfolios:template", kwargs={"template": template_id})
    shown = [student_row(one, current, wanted.in_address()) for one in pages]
    return {
        "students": shown,
        # Whose Share button shows is asked of all at once, of the one that is open as well.
        "portfolio_ids": [one.portfolio_id for one in shown] + ([current.pk] if current else []),
        "pages": pages,
        "before_url": _page(address, wanted, pages.number - 1) if pages.has_previous() else "",
        "after_url": _page(address, wanted, pages.number + 1) if pages.has_next() else "",
        "wanted": wanted,
        "orders": students.orders_for(actor),
        "find_url": address,
        "template_id": template_id,
        "list_url": f"{address}{wanted.in_address()}",
        "current": current,
        "listing": False,
        "beside": works_beside_list(actor),
        "asks_why": may(actor, Power.ASK_WHY),
        "actor": actor,
        "back_url": reverse("portfolios:list"),
    }


def _page_of(found: PortfolioQuerySet, number: str) -> Page[Portfolio]:
    """Return one page; where the first holds all, as in most classes, nothing is counted."""
    pages = Paginator(found, STUDENTS_A_PAGE)
    if number not in {"", "1"}:
        return pages.get_page(number)
    rows = list(found[: STUDENTS_A_PAGE + 1])
    if len(rows) <= STUDENTS_A_PAGE:
        pages.count = len(rows)
    return Page(rows[:STUDENTS_A_PAGE], 1, pages)


def _page(address: str, wanted: students.Asked, number: int) -> str:
    return address + wanted.in_address(number)
