"""The sections of a template: one page on which they are added and put in order."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from districts.actor import Actor
from portfolios import actions
from portfolios.forms.template_section import SectionForm
from portfolios.models import MAX_SECTIONS, PortfolioTemplate, Section
from portfolios.shaping import reads as shaping
from portfolios.views.manage.ground import address, head, loaded, section_of
from spacesedu.lib import clock
from spacesedu.lib.filters import chosen_id


@require_http_methods(["GET", "HEAD", "POST"])
def sections(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Show the sections in order; POST adds one at the end."""
    actor, found = loaded(request, template)
    form = SectionForm(request.POST if request.method == "POST" else None)
    form.fields["name"].label = _("New section")
    if form.is_valid():
        try:
            made = actions.add_section(
                template_id=found.pk, name=form.cleaned_data["name"], by=actor, at=clock.now()
            )
        except (actions.SectionNameTakenError, actions.TooManySectionsError) as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("“%(name)s” is added.") % {"name": made.name})
            return redirect(f"{address('template_sections', found)}#add")
    context = _listed(found) | head(found, "template_sections") | {"form": form}
    context["undo"] = _just_removed(request, found)
    status = 422 if form.errors else 200
    return render(request, "portfolios/template_sections.html", context, status=status)


@require_POST
def move(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Move one section: ``up`` or ``down`` by one place, or ``section`` to the place ``to``.

    The focus stays on the button that was pressed, or goes to its neighbour at either end.
    """
    actor, found = loaded(request, template)
    button = "down" if "down" in request.POST else "up"
    moved = _moved(request, actor, found)
    rows = shaping.section_rows(found)
    place = [row.id for row in rows].index(moved.pk)
    if place in {0, len(rows) - 1}:
        button = "down" if place == 0 else "up"
    words = _("“%(name)s” is now number %(place)d of %(total)d.") % {
        "name": moved.name,
        "place": place + 1,
        "total": len(rows),
    }
    if request.headers.get("HX-Request") == "true":
        context = _listed(found) | {"template": found, "said": words}
        if "to" not in request.POST:
            context |= {"focus": button, "focus_id": moved.pk}
        return render(request, "portfolios/_sections.html", context)
    messages.success(request, words)
    return redirect(f"{address('template_sections', found)}#{button}-{moved.pk}")


def _moved(request: HttpRequest, actor: Actor, found: PortfolioTemplate) -> Section:
    sent = request.POST
    button = next((one for one in ("up", "down") if one in sent), None)
    try:
        one = section_of(found, uuid.UUID(sent.get(button or "section", "")))
        if button is not None:
            steps = -1 if button == "up" else 1
            return actions.step_section(section_id=one.pk, steps=steps, by=actor, at=clock.now())
        place = int(sent.get("to", ""))
    except ValueError as unknown:
        raise Http404 from unknown
    return actions.move_section(section_id=one.pk, to=place, by=actor, at=clock.now())


def _listed(found: PortfolioTemplate) -> dict[str, object]:
    rows = shaping.section_rows(found)
    return {
        "sections": rows,
        "removed": shaping.section_rows(found, removed=True),
        "full": len(rows) >= MAX_SECTIONS,
        "most": MAX_SECTIONS,
    }


def _just_removed(request: HttpRequest, found: PortfolioTemplate) -> Section | None:
    section = chosen_id(request, "deleted")
    one = shaping.section(found, section, removed=True) if section else None
    return one if one is not None and one.removed_at is not None else None
