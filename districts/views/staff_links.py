"""Sending set-up links to one or many, and taking one back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from districts.acting import acting
from districts.actions.setup_links import cancel_link, send_link, send_links
from districts.actions.staff_errors import StaffError
from districts.actor import Actor
from districts.models import StaffMember
from districts.policy import Power, require
from districts.staffing.people import member_for
from districts.views.staff import after_change
from spacesedu.lib import clock

MOST = 200


@require_POST
def send_many(request: HttpRequest) -> HttpResponse:
    """Send set-up links to everybody who is ticked."""
    actor = acting(request)
    require(actor, Power.MANAGE_STAFF)
    ticked = _ticked(request)
    if not ticked:
        messages.error(request, _("Tick the people who should get a link."))
        return redirect("districts:staff")
    told = send_links(staff_ids=ticked, by=actor, at=clock.now())
    if told.sent:
        text = ngettext(
            "%(count)d set-up link is on its way.",
            "%(count)d set-up links are on their way.",
            told.sent,
        )
        messages.success(request, text % {"count": told.sent})
    if told.left_out:
        text = ngettext(
            "%(count)d person got none: they have an account, or three links today already.",
            "%(count)d people got none: they have an account, or three links today already.",
            told.left_out,
        )
        messages.warning(request, text % {"count": told.left_out})
    return redirect("districts:staff")


@require_POST
def send(request: HttpRequest, staff: uuid.UUID) -> HttpResponse:
    """Send a set-up link to one person, or send it again."""
    actor, person = _person(request, staff)
    try:
        send_link(staff_id=staff, by=actor, at=clock.now())
    except StaffError as reason:
        messages.error(request, str(reason))
    else:
        text = _("A set-up link for %(person)s is on its way.")
        messages.success(request, text % {"person": person})
    return redirect(after_change(actor, staff))


@require_POST
def cancel(request: HttpRequest, staff: uuid.UUID) -> HttpResponse:
    """Take a set-up link back."""
    actor, _who = _person(request, staff)
    cancel_link(staff_id=staff, by=actor, at=clock.now())
    messages.success(request, _("The set-up link no longer works. Its page says so."))
    return redirect(after_change(actor, staff))


def _person(request: HttpRequest, staff: uuid.UUID) -> tuple[Actor, StaffMember]:
    actor = acting(request)
    require(actor, Power.MANAGE_STAFF)
    found = member_for(actor, staff)
    if found is None:
        raise Http404
    return actor, found


def _ticked(request: HttpRequest) -> list[uuid.UUID]:
    """Return the ticked people; what is no id at all was not ticked on our page."""
    ticked = []
    for text in request.POST.getlist("person")[:MOST]:
        try:
            ticked.append(uuid.UUID(text))
        except ValueError:
            continue
    return ticked
