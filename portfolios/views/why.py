"""Why can't they see it? One panel a portfolio, for administrators and teachers."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.policy import Power, may, require
from portfolios import queries
from portfolios.shelf import page_url
from portfolios.why.board import groups
from portfolios.why.explain import explain
from portfolios.why.gather import gather
from spacesedu.lib import clock


@require_safe
def why(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Show every gate of a portfolio, whether it is open, why, and who can change it."""
    actor = acting(request)
    require(actor, Power.ASK_WHY)
    found = get_object_or_404(queries.explained(actor), pk=portfolio)
    names = may(actor, Power.SEE_FAMILIES)
    [facts] = gather(found.student, [found], clock.now(), naming_adults=names)
    panel = explain(facts)
    opens = queries.openable(actor).filter(pk=found.pk).exists()
    context = {
        "title": found.template.name,
        "student": facts.student,
        "panel": panel,
        "groups": groups(panel, actor, found),
        "adults": facts.adults if names else (),
        "back_url": page_url(found) if opens else reverse("portfolios:list"),
        "back_name": facts.student if opens else _("Portfolios"),
    }
    return render(request, "portfolios/why.html", context)


@require_safe
def student_why(request: HttpRequest, student: uuid.UUID) -> HttpResponse:
    """Show a student's portfolios with their verdicts; the only one opens at once."""
    actor = acting(request)
    require(actor, Power.ASK_WHY)
    found = get_object_or_404(queries.explained_students(actor), pk=student)
    portfolios = list(queries.explained(actor).filter(student=found))
    if len(portfolios) == 1:
        return redirect("portfolios:why", portfolio=portfolios[0].pk)
    facts = gather(found, portfolios, clock.now(), naming_adults=False)
    cards = [
        {
            "title": portfolio.template.name,
            "url": reverse("portfolios:why", kwargs={"portfolio": portfolio.pk}),
            "panel": explain(of_one),
        }
        for portfolio, of_one in zip(portfolios, facts, strict=True)
    ]
    context = {"student": str(found), "cards": cards, "back_url": reverse("portfolios:list")}
    return render(request, "portfolios/student_why.html", context)
