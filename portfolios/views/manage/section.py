"""One section of a template: called something else, removed, brought back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portfolios import actions
from portfolios.forms.template_section import RemoveForm, SectionForm
from portfolios.shaping import reads as shaping
from portfolios.views.manage.ground import address, head, loaded, section_of
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, template: uuid.UUID, section: uuid.UUID) -> HttpResponse:
    """Call a section something else."""
    actor, found = loaded(request, template)
    one = section_of(found, section)
    data = request.POST if request.method == "POST" else None
    form = SectionForm(data, initial={"name": one.name, "seen": one.name})
    if form.is_valid():
        try:
            actions.rename_section(
                section_id=one.pk,
                name=form.cleaned_data["name"],
                seen=form.cleaned_data["seen"] or None,
                by=actor,
                at=clock.now(),
            )
        except actions.SectionMovedError as meanwhile:
            form.add_error("name", str(meanwhile))
            # What was typed stays, and counts when it is sent again.
            typed = request.POST.copy()
            typed["seen"] = meanwhile.name
            form.data = typed
        except actions.SectionNameTakenError as taken:
            form.add_error("name", str(taken))
        else:
            messages.success(request, _("The section is renamed."))
            return redirect(f"{address('template_sections', found)}#name-{one.pk}")
    context = head(found, "template_sections") | {
        "form": form,
        "title": _("Rename “%(name)s”") % {"name": one.name},
        "back_url": address("template_sections", found),
        "back_text": _("Sections"),
    }
    status = 422 if form.errors else 200
    return render(request, "districts/form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, template: uuid.UUID, section: uuid.UUID) -> HttpResponse:
    """Ask what shall become of its posts, then remove it; the page that follows offers Undo."""
    actor, found = loaded(request, template)
    one = section_of(found, section)
    rows = {row.id: row for row in shaping.section_rows(found)}
    row = rows.pop(one.pk)
    data = request.POST if request.method == "POST" else None
    form = RemoveForm(data, others=rows.values())
    if form.is_valid():
        actions.remove_section(
            section_id=one.pk, into=form.cleaned_data["into"], by=actor, at=clock.now()
        )
        return redirect(f"{address('template_sections', found)}?deleted={one.pk}")
    context = {
        "section": row,
        "form": form if row.posts and rows else None,
        "published": found.published_at,
        "back_url": address("template_sections", found),
    }
    return render(request, "portfolios/template_section_remove.html", context)


@require_POST
def restore(request: HttpRequest, template: uuid.UUID, section: uuid.UUID) -> HttpResponse:
    """Bring a removed section back, with its posts."""
    actor, found = loaded(request, template)
    one = section_of(found, section, removed=True)
    try:
        actions.restore_section(section_id=one.pk, by=actor, at=clock.now())
    except (actions.SectionNameTakenError, actions.TooManySectionsError) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("“%(name)s” is back, with its posts.") % {"name": one.name})
    return redirect(f"{address('template_sections', found)}#name-{one.pk}")
