"""The Staff page, and the page of one person on staff."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.actor import Actor
from districts.choices import by_school
from districts.directory import schools_for
from districts.models import StaffRoleKind
from districts.policy import Power, require
from districts.staffing.grantable import gifts_of
from districts.staffing.listing import CHIPS, ORDER, Wanted, everybody, listed, waiting_count
from districts.staffing.people import member_for, zone_of
from districts.staffing.rows import may_change_person, row_of, rows_of
from spacesedu.lib import clock
from spacesedu.lib.filters import Chip, Choice, address, chosen_id, options
from spacesedu.lib.keyset import page_of
from spacesedu.lib.search import search_term


@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """List the staff by name, fifty a page; search, chips and pages are plain links and a form."""
    actor, at = acting(request), clock.now()
    require(actor, Power.SEE_STAFF)
    wanted = _wanted(request)
    page = page_of(listed(actor, wanted), request, among=everybody(actor), by=ORDER)
    context = {
        "rows": rows_of(page.rows, actor, at, zone_of(actor)),
        "page": page,
        "wanted": wanted,
        "chips": _chips(request, wanted, waiting_count(actor)),
        "choices": [_by_role(wanted.role), by_school(schools_for(actor), wanted.school)],
        "manages": bool(gifts_of(actor)),
    }
    return render(request, "districts/staff.html", context)


@require_safe
def member(request: HttpRequest, staff: uuid.UUID) -> HttpResponse:
    """Show one person: their roles, how their account stands, and what can be done."""
    actor, at = acting(request), clock.now()
    require(actor, Power.SEE_STAFF)
    found = member_for(actor, staff)
    if found is None:
        raise Http404
    context = {
        "person": row_of(found, actor, at, zone_of(actor)),
        "deactivated": found.deactivated_at is not None,
        "here": found.left_at is None and found.deactivated_at is None,
        "manages": bool(gifts_of(actor)) and found.user_id != actor.user_id,
        "may_change_person": may_change_person(actor, found),
    }
    return render(request, "districts/staff_member.html", context)


def after_change(actor: Actor, staff: uuid.UUID) -> str:
    """Return where to go on: the person's page, or the list if they are out of sight now."""
    if member_for(actor, staff) is None:
        return reverse("districts:staff")
    return reverse("districts:staff_member", args=[staff])


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(
        search=search_term(request),
        chip=request.GET.get("state", ""),
        role=request.GET.get("role", ""),
        school=chosen_id(request, "school"),
    )


def _by_role(chosen: str) -> Choice:
    return Choice("role", _("Role"), _("All roles"), options(StaffRoleKind.choices, chosen))


def _chips(request: HttpRequest, wanted: Wanted, waiting: int) -> list[Chip]:
    """Return the states; one counts what is to do."""
    return [
        Chip(
            chip.label,
            address(request, "state", chip.key),
            current=chip == wanted.chosen,
            count=waiting if chip.waiting else None,
        )
        for chip in CHIPS
    ]
