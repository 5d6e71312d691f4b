"""A username and a password for a student who has no e-mail."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actions.accounts import UsernameError, give_username
from districts.actor import Actor
from districts.cards.sheet import typed_address
from districts.models import Student
from districts.policy import Power, may, require
from districts.signing_in.free_usernames import free_usernames
from districts.signing_in.plain_words import plain_password
from districts.signing_in.school_accounts import refusals
from districts.signing_in.usernames import bare_username
from districts.students.forms import UsernameForm
from districts.views.student import visible
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def student_sign_in(request: HttpRequest, student: uuid.UUID) -> HttpResponse:
    """Give a username and a new password, and show them this once.

    The page that shows them answers the POST itself: a password is kept nowhere, not even for the
    moment of a redirect. Sent twice, the form gives the same once more.
    """
    actor = acting(request)
    found = visible(actor, student)
    require(actor, Power.GIVE_CARDS)
    refused = refusals([found]).get(found.pk)
    context: dict[str, object] = {
        "student": found,
        "address": typed_address(found.district),
        "back_url": _back(actor, found),
        "has_password": found.user is not None and found.user.has_usable_password(),
    }
    if refused is not None:
        return render(
            request, "districts/student_sign_in.html", {**context, "refused": refused.label}
        )
    if request.method == "POST":
        form = UsernameForm(request.POST, name=str(found))
    else:
        form = _proposal(found)
    if form.is_bound and form.is_valid() and _given(form, found, actor):
        return render(request, "districts/student_sign_in_done.html", context | form.cleaned_data)
    return render(request, "districts/student_sign_in.html", {**context, "form": form})


def _back(actor: Actor, student: Student) -> str:
    """Return the student's record; for a teacher, who has none, the student's card."""
    if may(actor, Power.SEE_STUDENTS):
        return reverse("districts:student", kwargs={"student": student.pk})
    return reverse("districts:cards", query={"student": str(student.pk)})


def _proposal(student: Student) -> UsernameForm:
    """Return the form with a username that is free, or the one there is, and a new password."""
    username = bare_username(student.user.username) if student.user else ""
    if not username:
        (username,) = free_usernames(student.district, [student])
    return UsernameForm(
        initial={"username": username, "password": plain_password()}, name=str(student)
    )


def _given(form: UsernameForm, student: Student, actor: Actor) -> bool:
    """Give what was typed; tell at the field why it cannot be."""
    typed = form.cleaned_data
    try:
        give_username(
            student=student,
            name=typed["username"],
            password=typed["password"],
            by=actor,
            at=clock.now(),
        )
    except UsernameError as refused:
        form.add_error("username", str(refused))
        return False
    return True
