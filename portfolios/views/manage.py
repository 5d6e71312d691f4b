"""Portfolio Templates: the list, Add Template, publish, archive."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from districts.acting import acting
from districts.actor import Actor
from districts.signing_in.step_up import step_up
from portfolios import actions, queries
from portfolios.forms.template import TemplateForm
from portfolios.models import PortfolioTemplate
from portfolios.policy import can_edit_templates
from spacesedu.lib import clock


@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """List the district's templates, drafts included."""
    actor = _maker(request)
    return render(request, "portfolios/templates.html", {"templates": queries.managed(actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def add(request: HttpRequest) -> HttpResponse:
    """Add Template: a draft, until it is published."""
    actor = _maker(request)
    form = _form(request, actor)
    if form.is_valid():
        sections = form.cleaned_data["sections"]
        made = actions.create_template(
            draft=form.draft(), sections=sections, by=actor, at=clock.now()
        )
        messages.success(request, _("The template is a draft. Publish it when it is ready."))
        return redirect("portfolios:template_edit", template=made.pk)
    return _shown(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def edit(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Show one template and change what it says."""
    actor, found = _loaded(request, template)
    form = _form(request, actor, found)
    if form.is_valid():
        actions.edit_template(template_id=found.pk, draft=form.draft(), by=actor, at=clock.now())
        messages.success(request, _("The template is saved."))
        return redirect("portfolios:templates")
    return _shown(request, form, found)


@require_POST
@step_up
def publish(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Open it to its students."""
    actor, found = _loaded(request, template)
    actions.publish_template(template_id=found.pk, by=actor, at=clock.now())
    messages.success(request, _("“%(name)s” is published.") % {"name": found.name})
    return redirect("portfolios:templates")


@require_POST
def archive(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """End it; the work stays readable, and publishing opens it again."""
    actor, found = _loaded(request, template)
    actions.archive_template(template_id=found.pk, by=actor, at=clock.now())
    messages.success(request, _("“%(name)s” is archived.") % {"name": found.name})
    return redirect("portfolios:templates")


def _maker(request: HttpRequest) -> Actor:
    actor = acting(request)
    if not can_edit_templates(actor):
        raise PermissionDenied
    return actor


def _loaded(request: HttpRequest, template_id: uuid.UUID) -> tuple[Actor, PortfolioTemplate]:
    actor = _maker(request)
    return actor, get_object_or_404(queries.managed(actor), pk=template_id)


def _form(
    request: HttpRequest, actor: Actor, template: PortfolioTemplate | None = None
) -> TemplateForm:
    data = request.POST if request.method == "POST" else None
    schools = queries.schools(actor)
    return TemplateForm(data, schools=schools, template=template)


def _shown(
    request: HttpRequest, form: TemplateForm, template: PortfolioTemplate | None
) -> HttpResponse:
    context = {
        "form": form,
        "template": template,
        "back_url": reverse("portfolios:templates"),
    }
    status = 422 if form.errors else 200
    return render(request, "portfolios/template_form.html", context, status=status)
