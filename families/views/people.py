"""The People page of a class."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.policy import Power, may, require
from families.people import class_for, may_see_family, pupils_of, teachers_of


@require_safe
def people(request: HttpRequest, class_group: uuid.UUID) -> HttpResponse:
    """Show teachers, students and the family linked to the class."""
    actor = acting(request)
    require(actor, Power.OPEN_CLASSES)
    found = class_for(actor, class_group)
    if found is None:
        raise Http404
    context = {
        "class_group": found,
        "teachers": teachers_of(found),
        "pupils": pupils_of(actor, found),
        "shows_family": may_see_family(actor),
        "asks_why": may(actor, Power.ASK_WHY),
        "gives_cards": may(actor, Power.GIVE_CARDS),
        "back_url": reverse("districts:classes"),
    }
    return render(request, "families/people.html", context)
