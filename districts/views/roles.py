"""“What can a counsellor do?”: each role, and what it may and may not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.role_guide import ROLES, explained, must_be_reader
from spacesedu.lib.home import Tile


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """List the roles, each with one sentence."""
    must_be_reader(acting(request))
    tiles = [
        Tile(str(role.name), str(role.reach), reverse("districts:role", args=[role.key]), role.icon)
        for role in ROLES
    ]
    return render(request, "districts/roles.html", {"tiles": tiles})


@require_safe
def role(request: HttpRequest, kind: str) -> HttpResponse:
    """Tell what one role may and may not, in plain words."""
    must_be_reader(acting(request))
    found = next((role for role in ROLES if role.key == kind), None)
    if found is None:
        raise Http404
    context = {
        "role": found,
        "explained": explained(found),
        "ways": [
            {
                "label": other.name,
                "url": reverse("districts:role", args=[other.key]),
                "count": None,
                "current": other is found,
            }
            for other in ROLES
        ],
    }
    return render(request, "districts/role.html", context)
