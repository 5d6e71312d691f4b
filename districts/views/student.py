"""One student's record: who they are, where they are, how they sign in, and what an office does."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from districts.acting import acting
from districts.actions import students as actions
from districts.actor import Actor
from districts.models import Student
from districts.policy import Power, may, require
from districts.students.forms import DeactivateForm, DisplayNameForm
from districts.students.listing import student_for
from districts.students.record import record_of
from districts.students.state import StudentState, state_of
from spacesedu.lib import clock
from spacesedu.lib.home import Tile


@require_safe
def student(request: HttpRequest, student: uuid.UUID) -> HttpResponse:
    """Show the record."""
    actor = acting(request)
    found = visible(actor, student)
    require(actor, Power.SEE_STUDENTS)
    return _shown(request, actor, found)


@require_POST
def display_name(request: HttpRequest, student: uuid.UUID) -> HttpResponse:
    """Set the display name; an empty one takes it back."""
    actor, found = _managed(request, student)
    form = DisplayNameForm(request.POST)
    if not form.is_valid():
        return _shown(request, actor, found, form)
    name = form.cleaned_data["display_name"]
    named = actions.set_display_name(student_id=found.pk, name=name, by=actor, at=clock.now())
    said = _("Everybody reads %(name)s from now on.") % {"name": named}
    messages.success(request, said)
    return redirect("districts:student", student=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: HttpRequest, student: uuid.UUID) -> HttpResponse:
    """Ask, saying what will happen; then close everything of the student at once."""
    actor, found = _managed(request, student)
    form = DeactivateForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        if state_of(found) is StudentState.DEACTIVATED:
            return redirect("districts:student", student=found.pk)
        return _asked(request, found, form)
    reason = form.cleaned_data["reason"]
    actions.deactivate(student_id=found.pk, reason=reason, by=actor, at=clock.now())
    messages.success(
        request, _("%(name)s is deactivated. Reactivate takes it back.") % {"name": found}
    )
    return redirect("districts:student", student=found.pk)


@require_POST
def reactivate(request: HttpRequest, student: uuid.UUID) -> HttpResponse:
    """Take a deactivation back."""
    actor, found = _managed(request, student)
    actions.reactivate(student_id=found.pk, by=actor, at=clock.now())
    messages.success(request, _("%(name)s is active again.") % {"name": found})
    return redirect("districts:student", student=found.pk)


def visible(actor: Actor, student_id: uuid.UUID) -> Student:
    """Return the student; 404 for one the actor cannot see."""
    found = student_for(actor, student_id)
    if found is None:
        raise Http404
    return found


def _managed(request: HttpRequest, student_id: uuid.UUID) -> tuple[Actor, Student]:
    actor = acting(request)
    found = visible(actor, student_id)
    require(actor, Power.MANAGE_STUDENTS)
    return actor, found


def _shown(
    request: HttpRequest, actor: Actor, found: Student, form: DisplayNameForm | None = None
) -> HttpResponse:
    context = {
        "record": record_of(actor, found),
        "ways": _ways(actor, found),
        "form": form or DisplayNameForm(initial={"display_name": found.display_name}),
        "manages": may(actor, Power.MANAGE_STUDENTS),
        "gives_cards": may(actor, Power.GIVE_CARDS),
        "cards_url": reverse("districts:cards", query={"student": str(found.pk)}),
    }
    return render(request, "districts/student.html", context)


def _asked(request: HttpRequest, found: Student, form: DeactivateForm) -> HttpResponse:
    context = {
        "title": _("Deactivate %(name)s?") % {"name": found},
        "lead": _(
            "Links to this student's portfolios and what families see close at once, and the "
            "student opens no portfolio any more. Their work is kept. Reactivate opens everything "
            "again."
        ),
        "form": form,
        "back_url": reverse("districts:student", args=[found.pk]),
        "back_text": found,
        "button": _("Deactivate"),
        "icon": "user-x",
        "danger": True,
    }
    return render(request, "districts/form.html", context)


def _ways(actor: Actor, found: Student) -> list[Tile]:
    """Return what the other apps know of the student and let the actor see."""
    return [way for name in settings.STUDENT_WAYS for way in import_string(name)(actor, found)]
