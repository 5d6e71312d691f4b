"""Support lets a district's OneRoster service have an address inside a private network."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from districts.actions.connections import allow_private
from districts.actor import Actor
from districts.imports.services import services_for, services_of
from districts.models import SisProvider
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.support.oversight import overseen
from spacesedu.lib import clock


@require_safe
def services(request: HttpRequest, district: uuid.UUID) -> HttpResponse:
    """List the services of a district."""
    actor = acting(request)
    require(actor, Power.SWITCH_FEATURES)
    found = get_object_or_404(overseen(actor), id=district)
    context = {"district": found, "rows": services_of(actor, found)}
    return render(request, "districts/support_services.html", context)


@require_POST
def private_address(request: HttpRequest, provider: uuid.UUID) -> HttpResponseBase:
    """Allow or refuse a private address of one service."""
    actor = acting(request)
    require(actor, Power.SWITCH_FEATURES)
    return _switch(request, actor, get_object_or_404(services_for(actor), pk=provider))


@step_up
def _switch(request: HttpRequest, actor: Actor, found: SisProvider) -> HttpResponse:
    allowed = request.POST.get("allow") == "yes"
    allow_private(provider=found, allowed=allowed, by=actor, at=clock.now())
    words = (
        _("“%(name)s” may be asked inside a private network.")
        if allowed
        else _("“%(name)s” is asked at public addresses only.")
    )
    messages.success(request, words % {"name": found.connection})
    return redirect("districts:import_services", district=found.district_id)
