"""The Classes page: every class the person administers or teaches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.choices import by_school
from districts.class_rows import rows_of
from districts.directory import classes_for, schools_with_classes
from districts.policy import Power, require
from spacesedu.lib.filters import chosen_id
from spacesedu.lib.keyset import page_of
from spacesedu.lib.search import search_term


@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    """List the classes by name; Counsellors and families open none."""
    actor = acting(request)
    require(actor, Power.OPEN_CLASSES)
    search, chosen = search_term(request), chosen_id(request, "school")
    schools = list(schools_with_classes(actor))
    school = next((one for one in schools if one.pk == chosen), None)
    found = classes_for(actor, search, school)
    page = page_of(found, request, among=classes_for(actor), by=("sort_name", "id"))
    context = {
        "classes": rows_of(page.rows),
        "page": page,
        "search": search,
        "choices": [by_school(schools, chosen)],
        "narrowed": bool(search or school),
    }
    return render(request, "districts/classes.html", context)
