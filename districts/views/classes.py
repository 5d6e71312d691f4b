"""The Classes page: every class the person administers or teaches."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.directory import classes_for
from districts.policy import Power, require
from spacesedu.lib.search import search_term

PAGE = 50


@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """List the classes by name; Counsellors and families open none."""
    actor = acting(request)
    require(actor, Power.OPEN_CLASSES)
    search = search_term(request)
    pages = Paginator(classes_for(actor, search), PAGE).get_page(request.GET.get("page"))
    return render(request, "districts/classes.html", {"pages": pages, "search": search})
