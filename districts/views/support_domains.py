"""The e-mail domains of a district, and who may vouch for them at sign-in."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from districts.acting import acting
from districts.actions.domains import DomainTrustedError, end_domain, verify_domain
from districts.actor import Actor
from districts.models import District, VerifiedDomain
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.support.forms.domain import DomainForm
from districts.support.oversight import domains_for, overseen
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def domains(request: HttpRequest, district: uuid.UUID) -> HttpResponseBase:
    """List the district's verified domains; POST adds one."""
    actor = acting(request)
    require(actor, Power.SWITCH_FEATURES)
    found = get_object_or_404(overseen(actor), id=district)
    form = DomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _verify(request, actor, found, form)
    return _page(request, actor, found, form)


@require_POST
def end(request: HttpRequest, domain: uuid.UUID) -> HttpResponseBase:
    """End the trust in a provider for one domain, from the next sign-in on."""
    actor = acting(request)
    require(actor, Power.SWITCH_FEATURES)
    return _end(request, actor, get_object_or_404(domains_for(actor), id=domain))


@step_up
def _verify(
    request: HttpRequest, actor: Actor, district: District, form: DomainForm
) -> HttpResponse:
    try:
        verify_domain(district=district, **form.cleaned_data, by=actor, at=clock.now())
    except DomainTrustedError as told:
        form.add_error("domain", str(told))
        return _page(request, actor, district, form)
    messages.success(request, _("The domain is verified."))
    return redirect("districts:domains", district=district.id)


@step_up
def _end(request: HttpRequest, actor: Actor, row: VerifiedDomain) -> HttpResponse:
    end_domain(row=row, by=actor, at=clock.now())
    messages.success(request, _("Nobody is vouched for by this domain any more."))
    return redirect("districts:domains", district=row.district_id)


def _page(request: HttpRequest, actor: Actor, district: District, form: DomainForm) -> HttpResponse:
    rows = domains_for(actor).filter(district=district).order_by("domain", "-verified_at", "id")
    context = {
        "district": district,
        "form": form,
        "current": [row for row in rows if row.ended_at is None],
        "ended": [row for row in rows if row.ended_at is not None],
    }
    return render(request, "districts/support_domains.html", context)
