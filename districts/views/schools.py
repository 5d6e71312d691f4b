"""The Schools page: every school the person administers, and naming one."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from districts.acting import acting
from districts.actions.schools import name_school
from districts.models import School
from districts.office.school_form import SchoolNameForm
from districts.office.school_list import counted, found, schools_of
from districts.policy import Power, may, require
from spacesedu.lib import clock
from spacesedu.lib.search import search_term

PAGE = 50


@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """List the schools, those without a name first."""
    actor = acting(request)
    require(actor, Power.SEE_SETTINGS)
    search = search_term(request)
    pages = Paginator(found(schools_of(actor), search), PAGE).get_page(request.GET.get("page"))
    context = {
        "pages": pages,
        "schools": counted(pages),
        "search": search,
        "may_name": may(actor, Power.NAME_SCHOOLS),
    }
    return render(request, "districts/schools.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def school_name(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Name a school: in its row where htmx asks, else on a page of its own."""
    actor = acting(request)
    require(actor, Power.SEE_SETTINGS)
    one = get_object_or_404(schools_of(actor), pk=school)
    require(actor, Power.NAME_SCHOOLS)
    form = SchoolNameForm(request.POST if request.method == "POST" else None, school=one)
    if not form.is_valid():
        return _asked(request, one, form)
    one.name = name_school(
        school=one, name=form.cleaned_data["name"], by=actor, at=clock.now()
    ).name
    if request.htmx:  # type: ignore[attr-defined]
        context = {"school": counted([one])[0], "may_name": True, "just_named": True}
        return render(request, "districts/_school_row.html", context)
    messages.success(request, _("The school is called “%(name)s”.") % {"name": one})
    return redirect("districts:schools")


def _asked(request: HttpRequest, school: School, form: SchoolNameForm) -> HttpResponse:
    htmx = request.htmx  # type: ignore[attr-defined]
    back_url = (htmx and htmx.current_url_abs_path) or reverse("districts:schools")
    context = {"form": form, "back_url": back_url}
    if htmx:
        # 200, errors or not: htmx puts nothing else into the page.
        return render(request, "districts/_school_form.html", {**context, "school": school})
    lead = _("Its code is %(code)s; that comes from your school's system and stays as it is.")
    said = {"title": school, "lead": lead % {"code": school.code}, "back_text": _("Schools")}
    status = 422 if form.errors else 200
    return render(request, "districts/form.html", {**context, **said}, status=status)
