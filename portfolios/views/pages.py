"""A portfolio: the welcome for who comes first, then the work."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.acting import acting
from portfolios.desk import asked
from portfolios.page import Addresses
from portfolios.policy import waits_for_welcome, works_beside_list
from portfolios.queries import opened
from portfolios.views.desk import desk
from portfolios.views.welcome import welcome
from portfolios.views.work import work


@require_safe
def page(
    request: HttpRequest, portfolio: uuid.UUID, section: uuid.UUID | None = None
) -> HttpResponse:
    """Show the work, or the welcome when the student comes for the first time."""
    actor = acting(request)
    found = opened(actor, portfolio)
    if found is None:
        raise Http404
    if waits_for_welcome(actor, found):
        return welcome(request, found, first=True)
    root, number = "../../" if section else "", request.GET.get("page", "")
    beside = works_beside_list(actor)
    # Whoever has searched the list finds the same list after a step through the sections.
    query = asked(request.GET, actor).in_address().removeprefix("?") if beside else ""
    at = Addresses(root, "sections/", query)
    context = work(request, actor, found, section, at=at, number=number)
    if context is None:
        raise Http404
    if beside:
        context |= desk(request, actor, found.template_id, found) | {"title": found.template.name}
        return render(request, "portfolios/teacher.html", context)
    return render(request, "portfolios/page.html", context)
