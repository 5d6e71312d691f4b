"""What each role may do: all roles of a school side by side, and each on a page of its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.role_guide import ROLES, STAFF, Described, must_be_reader, parts_for, told
from spacesedu.lib.filters import Chip


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Show the table of powers for those who work at schools; the others have a page each."""
    must_be_reader(acting(request))
    context = {"roles": STAFF, "parts": parts_for(STAFF), "ways": _ways(None)}
    return render(request, "districts/roles.html", context)


@require_safe
def role(request: HttpRequest, kind: str) -> HttpResponse:
    """Tell what one role may and may not, in plain words."""
    must_be_reader(acting(request))
    found = next((role for role in ROLES if role.key == kind), None)
    if found is None:
        raise Http404
    context = {"role": found, "parts": told(found), "ways": _ways(found)}
    return render(request, "districts/role.html", context)


def _ways(current: Described | None) -> list[Chip]:
    """Return the ways to the pages of all roles."""
    return [
        Chip(role.name, reverse("districts:role", args=[role.key]), current=role is current)
        for role in ROLES
    ]
