"""A teacher's links: those of all students of a template, to look through and to take along."""

import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from districts.acting import acting
from districts.actor import Actor
from districts.directory import classes_for
from districts.models import ClassGroup
from districts.signing_in.step_up import ask_first, is_fresh
from portfolios.models import PortfolioTemplate
from portfolios.queries import templates
from sharing.class_links.actions import note_download, note_print
from sharing.class_links.listing import Line, Wanted, lines_for
from sharing.class_links.taking import as_cards, as_table, as_text
from sharing.models import LinkState
from sharing.policy import lists_links
from spacesedu.lib import clock, csv_cells
from spacesedu.lib.filters import Chip, address
from spacesedu.lib.search import term

LINES_A_PAGE = 100
CARDS_A_SHEET = 200
"""Twenty-five pages of paper; a code takes some milliseconds to draw."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for the links of which students."""

    actor: Actor
    template: PortfolioTemplate
    classes: list[ClassGroup]
    wanted: Wanted

    @property
    def query(self) -> dict[str, str]:
        """Return what narrows the list, as an address says it."""
        chosen = self.wanted.class_group
        asked = {"q": self.wanted.search, "class": str(chosen.pk) if chosen else ""}
        return {name: text for name, text in asked.items() if text}

    @property
    def url(self) -> str:
        """Return the address of the list."""
        page = reverse("sharing:class_links", kwargs={"template": self.template.pk})
        return f"{page}?{urlencode(self.query)}" if self.query else page


@require_safe
def class_links(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """List the students with the state of each link. Looking makes none."""
    asked = _asked(request, template, request.GET)
    lines = _lines(asked)
    pages = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    text = as_text(lines)
    join = "&" if asked.query else "?"
    context = {
        "title": asked.template.name,
        "template": asked.template.pk,
        "pages": pages,
        "before_url": f"{asked.url}{join}page={pages.number - 1}" if pages.has_previous() else "",
        "after_url": f"{asked.url}{join}page={pages.number + 1}" if pages.has_next() else "",
        "search": asked.wanted.search,
        "query": asked.query,
        "chips": _chips(request, asked),
        "class_key": asked.query.get("class", ""),
        "text": text,
        # One of an archived portfolio opens as well, though it is not offered to be sent.
        "open_count": sum(bool(line.link and line.link.state == LinkState.OPEN) for line in lines),
        "makes": any(not line.why_not for line in lines),
        "back_url": reverse("portfolios:template", kwargs={"template": asked.template.pk}),
    }
    return render(request, "sharing/class_links.html", context)


@require_POST
def class_links_csv(request: HttpRequest, template: uuid.UUID) -> HttpResponseBase:
    """Send the links that open as a file for mail merge, once it is noted who takes them."""
    asked, at = _asked(request, template, request.POST), clock.now()
    if not is_fresh(request):
        return ask_first(request, back=f"{asked.url}#take")
    rows = list(as_table(_lines(asked)))
    note_download(template=asked.template, links=len(rows) - 1, by=asked.actor, at=at)
    day = clock.local_date(at, asked.template.district.zone)
    return StreamingHttpResponse(
        csv_cells.lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="share-links-{day}.csv"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def class_links_cards(request: HttpRequest, template: uuid.UUID) -> HttpResponseBase:
    """Draw the cards to print, once it is noted for whom; whoever comes back finds the list."""
    if request.method != "POST":
        return redirect(_asked(request, template, request.GET).url)
    asked = _asked(request, template, request.POST)
    if not is_fresh(request):
        return ask_first(request, back=f"{asked.url}#take")
    open_lines = [one for one in _lines(asked) if one.link and one.link.url]
    cards = as_cards(open_lines[:CARDS_A_SHEET])
    note_print(template=asked.template, links=len(cards), by=asked.actor, at=clock.now())
    context = {
        "cards": cards,
        "left_out": len(open_lines) - len(cards),
        "title": asked.template.name,
        "back_url": asked.url,
    }
    return render(request, "sharing/card_sheet.html", context)


def _asked(request: HttpRequest, template_id: uuid.UUID, query: QueryDict) -> Asked:
    """Return who asks for what; what has been mistyped narrows nothing.

    Nothing is taken along of a class that is not there any more, rather than of all of them.
    """
    actor = acting(request)
    found = get_object_or_404(templates(actor).select_related("district"), pk=template_id)
    if not lists_links(actor):
        raise PermissionDenied
    classes = list(classes_for(actor))
    chosen = next((one for one in classes if str(one.pk) == query.get("class")), None)
    if request.method == "POST" and query.get("class") and chosen is None:
        raise Http404
    return Asked(actor, found, classes, Wanted(term(query.get("q", "")), chosen))


def _lines(asked: Asked) -> list[Line]:
    return lines_for(asked.actor, asked.template.pk, asked.wanted, clock.now())


def _chips(request: HttpRequest, asked: Asked) -> list[Chip]:
    chosen = asked.wanted.class_group
    everybody = Chip(_("All students"), address(request, "class", ""), current=chosen is None)
    return [
        everybody,
        *(
            Chip(str(one), address(request, "class", str(one.pk)), current=one == chosen)
            for one in asked.classes
        ),
    ]
