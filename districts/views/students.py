"""The Students page: search as you type, filters, and pages that go on from a row."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.actor import Actor
from districts.grades import CHOICES
from districts.policy import Power, may, require
from districts.students.listing import (
    Wanted,
    schools_to_filter,
    students_for,
    visible_students,
)
from districts.students.rows import row_of
from districts.students.state import StudentState
from spacesedu.lib.keyset import page_of
from spacesedu.lib.search import search_term

EVERYBODY = "all"
_GRADES = {grade for grade, _words in CHOICES}


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a filter."""

    value: str
    label: str
    current: bool


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
        "schools": _schools(actor, wanted),
        "grades": [Option(value, str(label), value == wanted.grade) for value, label in CHOICES],
        "chips": _chips(wanted),
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
        school=_id(request.GET.get("school", "")),
        grade=grade if grade in _GRADES else "",
        state=None if state == EVERYBODY else known.get(state, StudentState.ACTIVE),
    )


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _schools(actor: Actor, wanted: Wanted) -> list[Option]:
    """Return the schools to choose from; one alone is no choice."""
    schools = schools_to_filter(actor)
    if len(schools) < 2:  # noqa: PLR2004 -- the smallest choice there is
        return []
    return [Option(str(one.pk), str(one), one.pk == wanted.school) for one in schools]


def _chips(wanted: Wanted) -> list[dict[str, object]]:
    kept = {
        "q": wanted.search,
        "school": str(wanted.school or ""),
        "grade": wanted.grade,
    }
    labels = [
        (StudentState.ACTIVE, StudentState.ACTIVE.label),
        (StudentState.LEFT, StudentState.LEFT.label),
        (StudentState.DEACTIVATED, StudentState.DEACTIVATED.label),
        (None, _("All")),
    ]
    return [
        {
            "label": label,
            "count": None,
            "current": state == wanted.state,
            "url": _address({**kept, "state": _key(state)}),
        }
        for state, label in labels
    ]


def _key(state: StudentState | None) -> str:
    """Return how an address says a state; the usual one needs no word."""
    if state is StudentState.ACTIVE:
        return ""
    return EVERYBODY if state is None else state.value


def _address(query: dict[str, str]) -> str:
    said = {name: text for name, text in query.items() if text}
    return reverse("districts:students", query=said or None)
