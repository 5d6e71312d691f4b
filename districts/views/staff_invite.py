"""Inviting staff, and giving somebody on staff another role."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actions.staff_errors import StaffError
from districts.actions.staff_invites import Colleague, Invited, give_roles, invite_staff
from districts.actor import Actor
from districts.directory import schools_for
from districts.models import StaffMember
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.staffing.forms import InviteForm, RoleForm
from districts.staffing.grantable import gifts_of
from districts.staffing.people import member_for
from districts.views.staff import after_change
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponseBase:
    """Ask for a person and a role; give the role and send a set-up link."""
    actor = acting(request)
    require(actor, Power.MANAGE_STAFF)
    return _invite(request, actor)


@require_http_methods(["GET", "HEAD", "POST"])
def add_role(request: HttpRequest, staff: uuid.UUID) -> HttpResponseBase:
    """Give somebody on staff one more role."""
    actor = acting(request)
    require(actor, Power.MANAGE_STAFF)
    found = member_for(actor, staff)
    if found is None:
        raise Http404
    return _add_role(request, actor, found)


@step_up
def _invite(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = InviteForm(request.POST or None, gifts=gifts_of(actor), schools=list(schools_for(actor)))
    if form.is_valid():
        try:
            invited = _invited(form, actor)
        except StaffError as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _said(invited))
            return redirect(after_change(actor, invited.staff.pk))
    context = {
        "title": _("Invite staff"),
        "lead": _("They get one e-mail with a link to set up their account. It works for 30 days."),
        "form": form,
        "back_url": reverse("districts:staff"),
        "back_text": _("Staff"),
        "button": _("Send set-up link"),
        "icon": "send",
    }
    return render(request, "districts/staff_role.html", context)


@step_up
def _add_role(request: HttpRequest, actor: Actor, found: StaffMember) -> HttpResponse:
    form = RoleForm(request.POST or None, gifts=gifts_of(actor), schools=list(schools_for(actor)))
    if form.is_valid():
        gift, schools = form.cleaned_data["role"], form.school_ids
        try:
            given = give_roles(
                staff_id=found.pk, gift=gift, school_ids=schools, by=actor, at=clock.now()
            )
        except StaffError as reason:
            form.add_error(None, str(reason))
        else:
            text = _("%(person)s is %(role)s now.") if given else _("They hold this role already.")
            messages.success(request, text % {"person": found, "role": gift.label})
            return redirect(after_change(actor, found.pk))
    lead = _("%(person)s can use it from their next click on.")
    context = {
        "title": _("Add a role"),
        "lead": lead % {"person": found},
        "form": form,
        "back_url": after_change(actor, found.pk),
        "back_text": found,
        "button": _("Add role"),
    }
    return render(request, "districts/staff_role.html", context)


def _invited(form: InviteForm, actor: Actor) -> Invited:
    data = form.cleaned_data
    person = Colleague(data["email"], data["first_name"], data["last_name"])
    return invite_staff(
        person=person, gift=data["role"], school_ids=form.school_ids, by=actor, at=clock.now()
    )


def _said(invited: Invited) -> str:
    names = {"person": invited.staff}
    if invited.mailed:
        return _("%(person)s is invited. A set-up link is on its way.") % names
    if not invited.roles:
        return _("%(person)s holds this role already. No e-mail was sent.") % names
    if invited.staff.user_id is not None:
        return _("%(person)s has an account and finds the new role there.") % names
    return _("%(person)s has the role. Their set-up link has been sent already.") % names
