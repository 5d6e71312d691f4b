"""A template's settings: changed, looked at where people gain or lose by it, then saved."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.actor import Actor
from districts.signing_in.step_up import step_up
from portfolios import actions
from portfolios.actions.template_draft import said_by
from portfolios.forms.template import TemplateForm
from portfolios.models import PortfolioTemplate
from portfolios.shaping import reads as shaping
from portfolios.shaping.review import review
from portfolios.views.manage.ground import head, loaded
from spacesedu.lib import clock

LOOK_AGAIN, CONFIRM, SEEN = "edit", "confirm", "seen"


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, template: uuid.UUID) -> HttpResponseBase:
    """Show what a template says and change it; POST of a weighty change shows first what it does.

    The form carries a mark of what it began with. Who saves after somebody else is told what is
    different now, keeps what they typed, and may save once more.
    """
    return _edit(request, *loaded(request, template))


@step_up
def _edit(request: HttpRequest, actor: Actor, found: PortfolioTemplate) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = TemplateForm(data, schools=shaping.schools(actor), template=found)
    if data is None or LOOK_AGAIN in data or not form.is_valid():
        return _form(request, found, form, data.get(SEEN, "") if data else "")
    seen = data.get(SEEN) or None
    if seen is not None and seen != said_by(found).mark():
        return _told(request, found, form)
    told = review(found, form.draft())
    if told is not None and CONFIRM not in data:
        context = head(found, "template_edit") | {"form": form, "review": told, "seen": seen}
        return render(request, "portfolios/template_review.html", context)
    try:
        actions.edit_template(
            template_id=found.pk, draft=form.draft(), seen=seen, by=actor, at=clock.now()
        )
    except actions.TemplateMovedError:
        return _told(request, *_again(request, found.pk))
    messages.success(request, _("The template is saved."))
    return redirect("portfolios:template_edit", template=found.pk)


def _again(request: HttpRequest, template: uuid.UUID) -> tuple[PortfolioTemplate, TemplateForm]:
    """Return the template as it is now, and the form with what was typed."""
    actor, found = loaded(request, template)
    return found, TemplateForm(request.POST, schools=shaping.schools(actor), template=found)


def _told(request: HttpRequest, found: PortfolioTemplate, form: TemplateForm) -> HttpResponse:
    form.add_error(
        None,
        _(
            "Somebody else has saved this template while you were changing it. Nothing of yours "
            "is lost: look at it again, and save if it shall be as it stands here."
        ),
    )
    differing = form.differing(found)
    if differing:
        form.add_error(
            None, _("Saved differently now: %(fields)s.") % {"fields": ", ".join(differing)}
        )
    return _form(request, found, form, said_by(found).mark())


def _form(
    request: HttpRequest, found: PortfolioTemplate, form: TemplateForm, seen: str
) -> HttpResponse:
    context = head(found, "template_edit") | {
        "form": form,
        "seen": seen or said_by(found).mark(),
    }
    status = 422 if form.errors else 200
    return render(request, "portfolios/template_form.html", context, status=status)
