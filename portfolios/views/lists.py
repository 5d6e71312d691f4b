"""Portfolios: the shelf of a student or a family, the templates and students of everybody else."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.actor import Actor
from portfolios import queries
from portfolios.models import PortfolioTemplate
from portfolios.page import Addresses
from portfolios.policy import finds_by_student, works_beside_list
from portfolios.reasons import reasons
from portfolios.shelf import card, nothing_yet, template_card
from portfolios.shelf import shelf as shelf_of
from portfolios.views.desk import desk
from portfolios.views.work import work
from spacesedu.lib import clock
from spacesedu.lib.filters import chosen_id


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Show what there is to open, active first."""
    actor = acting(request)
    context = _by_template(actor) if finds_by_student(actor) else _own(actor)
    context |= {"actor": actor, "now": clock.now(), "nothing": nothing_yet(actor)}
    return render(request, "portfolios/list.html", context)


@require_safe
def students(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Show the students of a template; a teacher finds the newest work opened beside them."""
    actor = acting(request)
    found = get_object_or_404(queries.templates(actor), pk=template)
    if not finds_by_student(actor):
        raise PermissionDenied
    if request.htmx:  # type: ignore[attr-defined]
        return _narrowed(request, actor, found)
    first = queries.latest_of_template(actor, found.pk) if works_beside_list(actor) else None
    context = desk(request, actor, found.pk, first)
    if first is not None and not context["wanted"].narrows:  # type: ignore[attr-defined]
        # Whoever came for the list has not looked at the work that lies beside it.
        at = Addresses(f"../../{first.pk}/", "sections/")
        opened = work(request, actor, first, at=at, looks=False) or {}
        context = opened | context
    context |= {"title": found.name, "listing": True}
    return render(request, "portfolios/teacher.html", context)


def _narrowed(request: HttpRequest, actor: Actor, template: PortfolioTemplate) -> HttpResponse:
    """Return the list alone, as a search or an order leaves it, beside the work that is open."""
    current_id = chosen_id(request, "current")
    current = queries.openable(actor).filter(pk=current_id).first() if current_id else None
    context = desk(request, actor, template.pk, current)
    return render(request, "portfolios/_students.html", context | {"swapped": True})


def _own(actor: Actor) -> dict[str, object]:
    cards = [card(one, actor) for one in shelf_of(actor)]
    return {
        "cards": [one for one in cards if not one.archived],
        "archived": [one for one in cards if one.archived],
        "reasons": reasons(actor),
    }


def _by_template(actor: Actor) -> dict[str, object]:
    cards = [template_card(one) for one in queries.templates(actor)]
    return {
        "templates": [one for one in cards if not one.archived],
        "archived_templates": [one for one in cards if one.archived],
    }
