"""Publishing, archiving and duplicating a template; what each does is said before."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from districts.actor import Actor
from districts.signing_in.step_up import step_up
from portfolios import actions
from portfolios.actions.template_draft import said_by
from portfolios.models import PortfolioTemplate, TeacherAccess, TemplateState
from portfolios.shaping import reads as shaping
from portfolios.shaping.audience import audience_of
from portfolios.shaping.review import ACCESS_WARNING, NEVER, to_families
from portfolios.views.manage.ground import address, head, loaded
from spacesedu.lib import clock

_ALREADY = {
    TemplateState.DRAFT: gettext_lazy("This template is not published yet."),
    TemplateState.PUBLISHED: gettext_lazy("This template is already published."),
    TemplateState.ARCHIVED: gettext_lazy("This template is already archived."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, template: uuid.UUID) -> HttpResponseBase:
    """Ask, then open it to its students."""
    return _publish(request, *loaded(request, template))


@step_up
def _publish(request: HttpRequest, actor: Actor, found: PortfolioTemplate) -> HttpResponse:
    if found.state is TemplateState.PUBLISHED:
        return _already(request, found)
    if request.method != "POST":
        return _asked(request, found, "publish")
    seen = request.POST.get("seen") or None
    try:
        actions.publish_template(template_id=found.pk, seen=seen, by=actor, at=clock.now())
    except actions.TemplateMovedError as moved:
        messages.warning(request, str(moved))
        return redirect(address("template_publish", found))
    messages.success(request, _("“%(name)s” is published.") % {"name": found.name})
    return redirect("portfolios:templates")


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Ask, then end it; the work stays readable, and publishing opens it again."""
    actor, found = loaded(request, template)
    if found.state is not TemplateState.PUBLISHED:
        return _already(request, found)
    if request.method != "POST":
        return _asked(request, found, "archive")
    actions.archive_template(template_id=found.pk, by=actor, at=clock.now())
    messages.success(request, _("“%(name)s” is archived.") % {"name": found.name})
    return redirect("portfolios:templates")


@require_POST
def duplicate(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    """Make a draft that says the same, and go there."""
    actor, found = loaded(request, template)
    made = actions.duplicate_template(template_id=found.pk, by=actor, at=clock.now())
    messages.success(request, _("This is the copy. It is a draft: change what you like."))
    return redirect(address("template_edit", made))


def _already(request: HttpRequest, found: PortfolioTemplate) -> HttpResponse:
    """Say that there is nothing to do: pressed twice, or somebody else was quicker."""
    messages.info(request, _ALREADY[found.state])
    return redirect(address("template_edit", found))


def _asked(request: HttpRequest, found: PortfolioTemplate, verb: str) -> HttpResponse:
    wide = found.teacher_access == TeacherAccess.SCHOOL
    context = head(found, "") | {
        "verb": verb,
        "students": shaping.size(audience_of(found)),
        "again": found.archived_at is not None,
        "families": to_families(found) > NEVER,
        "access_warning": ACCESS_WARNING if wide and verb == "publish" else "",
        "seen": said_by(found).mark(),
    }
    return render(request, "portfolios/template_state.html", context)
