"""Sign-in cards in the hands of teachers and the office: who has one; make, print, revoke."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from districts.actions import cards as actions
from districts.actor import Actor
from districts.cards.listing import classes_with_cards, lines_of, students_of
from districts.cards.sheet import printed_cards, typed_address
from districts.models import ClassGroup, Student
from districts.policy import Power, may, require
from districts.students.listing import chosen
from spacesedu.lib import clock

MOST = 80
"""Students picked one by one: so many ids fit into an address."""


@dataclass(frozen=True, slots=True)
class Picked:
    """Some students, and the class on whose page they were picked."""

    students: list[Student]
    class_group: ClassGroup | None = None

    @property
    def ids(self) -> list[uuid.UUID]:
        """Return whom it is about."""
        return [student.pk for student in self.students]


@require_safe
def class_cards(request: HttpRequest, class_group: uuid.UUID) -> HttpResponse:
    """Show who of a class has a card."""
    actor = acting(request)
    found = _class(actor, class_group)
    require(actor, Power.GIVE_CARDS)
    return _listed(request, actor, Picked(students_of(actor, found), found))


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """Show who of the students picked elsewhere has a card."""
    actor, picked = _picked(request, request.GET)
    return _listed(request, actor, picked)


@require_safe
def print_cards(request: HttpRequest) -> HttpResponse:
    """Draw the sheet: of the students picked, or of a whole class. Makes no card."""
    actor, picked = _picked(request, request.GET)
    if picked.class_group is not None and not picked.students:
        picked = Picked(students_of(actor, picked.class_group), picked.class_group)
    printed = printed_cards(picked.students)
    district = picked.students[0].district if picked.students else None
    context = {
        "cards": printed,
        "missing": len(picked.students) - len(printed),
        "class_name": str(picked.class_group or ""),
        "district_name": str(district or ""),
        "address": typed_address(district) if district else "",
        "back_url": _list_address(picked),
    }
    return render(request, "districts/card_sheet.html", context)


@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    """Make the cards that are missing, then show the sheet."""
    actor, picked = _picked(request, request.POST)
    made = actions.issue_cards(student_ids=picked.ids, by=actor, at=clock.now())
    return redirect(_sheet_address(picked)) if made else _nobody(request, picked)


@require_POST
def replace(request: HttpRequest) -> HttpResponse:
    """Make new cards in place of lost ones, then show the sheet."""
    actor, picked = _picked(request, request.POST)
    if not request.POST.get("sure"):
        return _not_sure(request, picked)
    made = actions.replace_cards(student_ids=picked.ids, by=actor, at=clock.now())
    return redirect(_sheet_address(picked)) if made else _nobody(request, picked)


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """End the cards of these students at once."""
    actor, picked = _picked(request, request.POST)
    if not request.POST.get("sure"):
        return _not_sure(request, picked)
    count = actions.revoke_cards(student_ids=picked.ids, by=actor, at=clock.now())
    if not count:
        return _nobody(request, picked)
    said = ngettext(
        "%(count)d card opens nothing any more. Printing makes a new one.",
        "%(count)d cards open nothing any more. Printing makes new ones.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect(_list_address(picked))


def _not_sure(request: HttpRequest, picked: Picked) -> HttpResponse:
    messages.warning(request, _("Nothing was changed: say first that you mean all those ticked."))
    return redirect(_list_address(picked))


def _picked(request: HttpRequest, data: QueryDict) -> tuple[Actor, Picked]:
    """Return who is asking and whom for; 404 if they cannot see everybody and the class."""
    actor = acting(request)
    ids = [_id(text) for text in data.getlist("student")]
    class_id = data.get("class", "")
    class_group = _class(actor, _id(class_id)) if class_id else None
    if len(ids) > MOST and class_group is None:
        raise BadRequest
    students = chosen(actor, ids)
    if students is None:
        raise Http404
    require(actor, Power.GIVE_CARDS)
    return actor, Picked(students, class_group)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _class(actor: Actor, class_id: uuid.UUID) -> ClassGroup:
    return get_object_or_404(classes_with_cards(actor), pk=class_id)


def _listed(request: HttpRequest, actor: Actor, picked: Picked) -> HttpResponse:
    lines = lines_of(picked.students)
    from_class = picked.class_group is not None or not may(actor, Power.SEE_STUDENTS)
    context = {
        "lines": lines,
        "class_group": picked.class_group,
        "back_url": reverse("districts:classes" if from_class else "districts:students"),
        "back_name": _("Classes") if from_class else _("Students"),
        "without": sum(1 for line in lines if not line.why_not and line.issued_on is None),
        "able": sum(1 for line in lines if not line.why_not),
        "print_url": _sheet_address(Picked([], picked.class_group))
        if picked.class_group and any(line.issued_on for line in lines)
        else "",
    }
    return render(request, "districts/cards.html", context)


def _nobody(request: HttpRequest, picked: Picked) -> HttpResponse:
    messages.warning(request, _("Choose students for whom this can be done. Nothing has changed."))
    return redirect(_list_address(picked))


def _list_address(picked: Picked) -> str:
    """Return the list the students were picked from."""
    if picked.class_group is not None:
        return reverse("districts:class_cards", kwargs={"class_group": picked.class_group.pk})
    return reverse("districts:cards", query={"student": [str(one) for one in picked.ids]})


def _sheet_address(picked: Picked) -> str:
    """Return the sheet of these students; of the whole class where an address has no room."""
    query: dict[str, object] = {}
    if picked.class_group is not None:
        query["class"] = str(picked.class_group.pk)
    if len(picked.ids) <= MOST:
        query["student"] = [str(one) for one in picked.ids]
    return reverse("districts:print_cards", query=query)
