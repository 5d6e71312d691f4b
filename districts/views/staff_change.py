"""What administrators do to somebody on staff: decide, change rights, end, deactivate."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from districts.acting import acting
from districts.actions.staff import approve_role, reject_role
from districts.actions.staff_errors import StaffError
from districts.actions.staff_ground import gift_of
from districts.actions.staff_roles import change_rights, end_role
from districts.actions.staff_state import deactivate as deactivate_staff
from districts.actions.staff_state import reactivate as reactivate_staff
from districts.actor import Actor
from districts.models import StaffMember, StaffRole
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.staffing.people import member_for, role_for
from districts.views.staff import after_change
from spacesedu.lib import clock

RIGHTS = {"full", "limited"}


@require_POST
def approve(request: HttpRequest, staff: uuid.UUID, held: uuid.UUID) -> HttpResponseBase:
    """Let an imported administrator's role count."""
    actor, role = _role(request, staff, held, Power.APPROVE_STAFF)
    said = _("%(person)s is %(role)s now.") % _named(role)
    return _more(request, actor, staff, said, approve_role, role=role)


@require_POST
def reject(request: HttpRequest, staff: uuid.UUID, held: uuid.UUID) -> HttpResponse:
    """Turn an imported administrator's role down."""
    actor, role = _role(request, staff, held, Power.APPROVE_STAFF)
    said = _("%(person)s is not %(role)s. No import asks again.") % _named(role)
    return _done(request, actor, staff, said, reject_role, role=role)


@require_POST
def rights(request: HttpRequest, staff: uuid.UUID, held: uuid.UUID) -> HttpResponseBase:
    """Give a role full or limited rights instead of those it has."""
    actor, role = _role(request, staff, held, Power.MANAGE_STAFF)
    wanted = request.POST.get("rights")
    if wanted not in RIGHTS:
        raise BadRequest
    said = _("The rights of %(person)s are changed.") % _named(role)
    return _more(request, actor, staff, said, change_rights, role_id=role.pk, full=wanted == "full")


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, staff: uuid.UUID, held: uuid.UUID) -> HttpResponse:
    """Ask, then end a role."""
    actor, role = _role(request, staff, held, Power.MANAGE_STAFF)
    if request.method == "POST":
        said = _("%(person)s is no longer %(role)s.") % _named(role)
        return _done(request, actor, staff, said, end_role, role_id=role.pk)
    title = _("End the role of %(person)s?") % _named(role)
    lead = _("%(person)s will no longer be %(role)s, from their next click on.") % _named(role)
    return _asked(request, actor, role.staff, title, lead, button=_("End role"))


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: HttpRequest, staff: uuid.UUID) -> HttpResponse:
    """Ask, then take all roles of a person out of force."""
    actor, person = _member(request, staff)
    if request.method == "POST":
        said = _("%(person)s is deactivated.") % {"person": person}
        return _done(request, actor, staff, said, deactivate_staff, staff_id=staff)
    lead = _(
        "%(person)s can do nothing here from their next click on. Roles and classes stay as they "
        "are, for the day you reactivate them."
    ) % {"person": person}
    if person.user_id is None:
        lead = f"{lead} {_('A set-up link stops working.')}"
    title = _("Deactivate %(name)s?") % {"name": person}
    return _asked(request, actor, person, title, lead, button=_("Deactivate"))


@require_POST
def reactivate(request: HttpRequest, staff: uuid.UUID) -> HttpResponse:
    """Let a deactivated person's roles count again."""
    actor, person = _member(request, staff)
    said = _("%(person)s is back, with the roles they had.") % {"person": person}
    return _done(request, actor, staff, said, reactivate_staff, staff_id=staff)


def _member(request: HttpRequest, staff: uuid.UUID) -> tuple[Actor, StaffMember]:
    actor = acting(request)
    require(actor, Power.MANAGE_STAFF)
    found = member_for(actor, staff)
    if found is None:
        raise Http404
    return actor, found


def _role(
    request: HttpRequest, staff: uuid.UUID, held: uuid.UUID, power: Power
) -> tuple[Actor, StaffRole]:
    actor = acting(request)
    require(actor, power)
    found = role_for(actor, staff, held)
    if found is None:
        raise Http404
    return actor, found


def _named(role: StaffRole) -> dict[str, object]:
    return {"person": role.staff, "role": gift_of(role).label}


def _asked(
    request: HttpRequest, actor: Actor, person: StaffMember, title: str, lead: str, *, button: str
) -> HttpResponse:
    """Ask before something grave."""
    context = {
        "title": title,
        "lead": lead,
        "back_url": after_change(actor, person.pk),
        "back_text": person,
        "button": button,
        "icon": "user-x",
        "danger": True,
    }
    return render(request, "districts/form.html", context)


def _done(
    request: HttpRequest,
    /,
    actor: Actor,
    staff: uuid.UUID,
    said: str,
    action: Callable[..., object],
    **what: Any,  # noqa: ANN401 -- the action's own
) -> HttpResponse:
    """Act, say what happened or why it did not, and go back to the person."""
    try:
        action(**what, by=actor, at=clock.now())
    except StaffError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, said)
    return redirect(after_change(actor, staff))


# What gives somebody more asks first who gives it.
_more = step_up(_done)
