"""A district's switches: ticked, looked at, then turned, with the approval every change needs."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actions.features import SchoolsError, SwitchesMovedError, set_switches
from districts.actor import Actor
from districts.models import District
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.support.forms.switches import SwitchesForm
from districts.support.oversight import overseen, school_names
from districts.switching import switchboard
from districts.switching.advice import ADVICE
from spacesedu.lib import clock

LOOK_AGAIN, CONFIRM = "edit", "confirm"


@require_http_methods(["GET", "HEAD", "POST"])
def switches(request: HttpRequest, district: uuid.UUID) -> HttpResponseBase:
    """Show every switch; POST shows what would change, and a second POST from there changes it."""
    actor, now = acting(request), clock.now()
    require(actor, Power.SWITCH_FEATURES)
    found = get_object_or_404(overseen(actor), id=district)
    board = switchboard.board_of(found)
    names = school_names(actor, found)
    form = SwitchesForm(
        request.POST if request.method == "POST" else None,
        board=board,
        schools=names,
        today=clock.local_date(now, found.zone),
    )
    if request.method != "POST" or LOOK_AGAIN in request.POST or not form.is_valid():
        return _form(request, found, form)
    changes = switchboard.changes(board, form.board, names)
    if CONFIRM in request.POST and not changes:
        # Pressed twice, or somebody else was quicker with the very same.
        messages.info(request, _("It is so already."))
        return redirect("districts:switches", district=found.id)
    if not changes:
        form.add_error(None, _("Nothing would change. Move a switch first."))
        return _form(request, found, form)
    if CONFIRM in request.POST:
        return _switch(request, actor, found, form, now)
    context = {
        "district": found,
        "form": form,
        "changes": changes,
        # Once each: two features may close the same.
        "closes": list(dict.fromkeys(change.closes for change in changes if change.closes)),
        "seen": _seen(found),
    }
    return render(request, "districts/support_switches_review.html", context)


@step_up
def _switch(
    request: HttpRequest, actor: Actor, district: District, form: SwitchesForm, now: datetime
) -> HttpResponse:
    board = switchboard.board_of(district)
    try:
        set_switches(
            district=district,
            switches=switchboard.switches_between(board, form.board),
            approval=form.approval,
            by=actor,
            at=now,
            seen=frozenset(request.POST.get("seen", "").split()),
        )
    except (SchoolsError, SwitchesMovedError) as told:
        form.add_error(None, str(told))
        return _form(request, district, form)
    messages.success(request, _("Switched, and on record with who approved it and why."))
    return redirect("districts:switches", district=district.id)


def _form(request: HttpRequest, district: District, form: SwitchesForm) -> HttpResponse:
    groups = [
        {"fields": group, "advice": ADVICE[group.feature], "key": group.feature.value}
        for group in form.groups
    ]
    context = {"district": district, "form": form, "groups": groups}
    return render(request, "districts/support_switches.html", context)


def _seen(district: District) -> str:
    """Return what the person is looking at, so that the change they agree to is that one."""
    return " ".join(sorted(str(row.pk) for row in switchboard.approvals_of(district)))
