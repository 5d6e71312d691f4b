"""Portfolio Templates: the list, and Add Template."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from districts.actor import Actor
from districts.signing_in.step_up import step_up
from portfolios import actions
from portfolios.forms.template import NewTemplateForm
from portfolios.media.receive import received
from portfolios.models import TemplateState
from portfolios.shaping import reads as shaping
from portfolios.storage.quota import room_for_templates
from portfolios.storage.room import NoRoomError
from portfolios.views.manage.ground import maker
from spacesedu.lib import clock, filters

TEMPLATES_A_PAGE = 50


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """List the district's templates, drafts included."""
    actor = maker(request)
    known = {one.value: one for one in TemplateState}
    state = known.get(request.GET.get("state", ""))
    found = shaping.in_state(actor, state)
    pages = Paginator(found, TEMPLATES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "templates": shaping.template_rows(found[pages.start_index() - 1 : pages.end_index()])
        if pages.paginator.count
        else [],
        "pages": pages,
        "chips": _chips(request, actor, state),
        "narrowed": state is not None,
    }
    return render(request, "portfolios/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponseBase:
    """Add Template: a draft, until it is published."""
    return _add(request, maker(request))


@step_up
def _add(request: HttpRequest, actor: Actor) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NewTemplateForm(*sent, schools=shaping.schools(actor))
    if form.is_valid():
        try:
            return _added(request, actor, form)
        except NoRoomError as full:
            form.add_error("uploads", str(full))
    if form.errors and request.FILES:
        # No browser chooses them again by itself, and there is no template yet to keep them.
        form.add_error("uploads", _("Choose the files once more."))
    context = {"form": form, "back_url": reverse("portfolios:templates")}
    status = 422 if form.errors else 200
    return render(request, "portfolios/template_add.html", context, status=status)


def _added(request: HttpRequest, actor: Actor, form: NewTemplateForm) -> HttpResponse:
    assert actor.district_id is not None
    room = room_for_templates(actor.district_id)
    with received(form.cleaned_data["uploads"], room) as files:
        made = actions.create_template(
            draft=form.draft(),
            sections=form.cleaned_data["sections"],
            files=files,
            by=actor,
            at=clock.now(),
        )
    messages.success(request, _("The template is a draft. Publish it when it is ready."))
    return redirect("portfolios:template_edit", template=made.pk)


def _chips(request: HttpRequest, actor: Actor, state: TemplateState | None) -> list[filters.Chip]:
    counts = shaping.counts(actor)
    if not any(counts.values()):
        return []
    everything = filters.Chip(
        _("All"), filters.address(request, "state", ""), state is None, sum(counts.values())
    )
    order = (TemplateState.PUBLISHED, TemplateState.DRAFT, TemplateState.ARCHIVED)
    return [
        everything,
        *(
            filters.Chip(
                one.label, filters.address(request, "state", one.value), state is one, counts[one]
            )
            for one in order
        ),
    ]
