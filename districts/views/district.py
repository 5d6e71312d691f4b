"""A district's own settings, to read: schools, figures, what is on and whom to ask."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.directory import districts_for, schools_for
from districts.features import switches_of
from districts.home import figures
from districts.policy import Power, require


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show what the actor administers."""
    actor = acting(request)
    require(actor, Power.SEE_SETTINGS)
    district = districts_for(actor).first()
    if district is None:
        raise Http404
    context = {
        "district": district,
        "schools": schools_for(actor),
        "stats": figures(actor),
        "switches": switches_of(district),
    }
    return render(request, "districts/settings.html", context)
