"""Founding a district, and inviting who runs it first."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actions.districts import SlugTakenError, create_district
from districts.actions.staff_errors import HasAdminError, StaffError
from districts.actions.staff_invites import invite_first_admin
from districts.actor import Actor
from districts.models import District
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.support.forms.district import DistrictForm, FirstAdminForm
from districts.support.oversight import overseen
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponseBase:
    """Ask for name, label and time zone; POST founds the district, with everything off."""
    actor = acting(request)
    require(actor, Power.CREATE_DISTRICTS)
    form = DistrictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _create(request, actor, form)
    return _create_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def first_admin(request: HttpRequest, district: uuid.UUID) -> HttpResponseBase:
    """Ask who runs the district first; POST sends them a link to set up their account."""
    actor = acting(request)
    require(actor, Power.CREATE_DISTRICTS)
    found = get_object_or_404(overseen(actor), id=district)
    form = FirstAdminForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _invite(request, actor, found, form)
    return _first_admin_page(request, found, form)


@step_up
def _create(request: HttpRequest, actor: Actor, form: DistrictForm) -> HttpResponse:
    try:
        founded = create_district(**form.cleaned_data, by=actor, at=clock.now())
    except SlugTakenError as told:
        form.add_error("slug", str(told))
    except ValidationError as told:
        form.add_error(None, told)
    else:
        messages.success(request, _("%(name)s is there. Everything is off.") % {"name": founded})
        return redirect("districts:first_admin", district=founded.id)
    return _create_page(request, form)


@step_up
def _invite(
    request: HttpRequest, actor: Actor, district: District, form: FirstAdminForm
) -> HttpResponse:
    typed = form.cleaned_data
    try:
        invite_first_admin(
            district=district, email=typed["email"], name=typed["name"], by=actor, at=clock.now()
        )
    except StaffError as told:
        form.add_error(None, str(told))
        return _first_admin_page(request, district, form)
    words = {"address": typed["email"].text}
    messages.success(request, _("A link is on its way to %(address)s.") % words)
    return redirect("districts:switches", district=district.id)


def _create_page(request: HttpRequest, form: DistrictForm) -> HttpResponse:
    context = {
        "form": form,
        "title": _("Create a district"),
        "lead": _(
            "Everything is off at first, and nobody is in it. Next you invite its first admin."
        ),
        "back_url": reverse("districts:list"),
        "back_text": _("Districts"),
        "button": _("Create district"),
    }
    return render(request, "districts/form.html", context)


def _first_admin_page(
    request: HttpRequest, district: District, form: FirstAdminForm
) -> HttpResponse:
    runs = district.has_admin  # type: ignore[attr-defined]  # see overseen
    context = {
        "district": district,
        "form": form,
        "told": str(HasAdminError()) if runs else "",
    }
    return render(request, "districts/support_first_admin.html", context)
