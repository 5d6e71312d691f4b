"""The Students page: search as you type, filters, and pages that go on from a row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.choices import by_school
from districts.directory import schools_for
from districts.grades import CHOICES
from districts.policy import Power, may, require
from districts.students.listing import (
    Wanted,
    students_for,
    visible_students,
)
from districts.students.rows import row_of
from districts.students.state import StudentState
from spacesedu.lib.filters import Chip, Choice, address, chosen_id, options
from spacesedu.lib.keyset import page_of
from spacesedu.lib.search import search_term

EVERYBODY = "all"
_GRADES = {grade for grade, _words in CHOICES}


@require_safe
def students(request: HttpRequest) -> HttpResponse:
    """List the students by name, fifty a page. Nothing is counted, so nothing waits for a count."""
    actor = acting(request)
    require(actor, Power.SEE_STUDENTS)
    wanted = _wanted(request)
    found, visible = students_for(actor, wanted), visible_students(actor)
    page = page_of(found, request, among=visible, by=wanted.order)
    context = {
        "rows": [row_of(student) for student in page.rows],
        "page": page,
        "search": wanted.search,
        "choices": [by_school(schools_for(actor), wanted.school), _by_grade(wanted.grade)],
        "chips": _chips(request, wanted),
        "state": _key(wanted.state),
        "narrowed": wanted != Wanted(),
        "gives_cards": may(actor, Power.GIVE_CARDS),
    }
    return render(request, "districts/students.html", context)


def _wanted(request: HttpRequest) -> Wanted:
    """Return what the address asks for; what it has mistyped narrows nothing."""
    grade, state = request.GET.get("grade", ""), request.GET.get("state", "")
    known = {one.value: one for one in StudentState}
    return Wanted(
        search=search_term(request),
        school=chosen_id(request, "school"),
        grade=grade if grade in _GRADES else "",
        state=None if state == EVERYBODY else known.get(state, StudentState.ACTIVE),
    )


def _by_grade(chosen: str) -> Choice:
    return Choice("grade", _("Grade"), _("All grades"), options(CHOICES, chosen))


def _chips(request: HttpRequest, wanted: Wanted) -> list[Chip]:
    states = (StudentState.ACTIVE, StudentState.LEFT, StudentState.DEACTIVATED, None)
    return [
        Chip(
            state.label if state else _("All"),
            address(request, "state", _key(state)),
            current=state == wanted.state,
        )
        for state in states
    ]


def _key(state: StudentState | None) -> str:
    """Return how an address says a state; the usual one needs no word."""
    if state is StudentState.ACTIVE:
        return ""
    return EVERYBODY if state is None else state.value
