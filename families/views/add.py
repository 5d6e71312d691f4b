"""Add Family: an address, and the students it is for."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from districts.actor import Actor
from families.actions.errors import BarredError, FamiliesOffError, NobodyChosenError
from families.actions.invite import Added, Adult, add_family
from families.forms import AddFamilyForm
from families.queries import students_to_choose
from families.views.family_tab import manager
from spacesedu.lib import clock
from spacesedu.lib.search import term

MOST_STUDENTS = 50


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Show the form; search for students inside it without losing a tick; invite."""
    actor = manager(request)
    if request.method != "POST":
        return _page(request, actor, AddFamilyForm())
    if "search" in request.POST:
        # The search button of the same form: nothing is checked yet, everything typed stays.
        return _page(request, actor, AddFamilyForm(initial=request.POST.dict()))
    form = AddFamilyForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, form)
    try:
        added = _added(request, actor, form)
    except NobodyChosenError:
        form.add_error(None, _("Tick at least one student."))
    except FamiliesOffError:
        form.add_error(None, _("Nobody can be invited: families are off at that school."))
    except BarredError as barred:
        names = ", ".join(str(student) for student in barred.students)
        text = _("“Do not link again” was decided for %(names)s and this address.")
        form.add_error("lift_bars", text % {"names": names})
    else:
        messages.success(request, _said(added))
        return redirect("families:family_tab")
    return _page(request, actor, form)


def _added(request: HttpRequest, actor: Actor, form: AddFamilyForm) -> Added:
    data = form.cleaned_data
    adult = Adult(data["email"], data["first_name"], data["last_name"], data["relationship"])
    return add_family(
        adult=adult,
        student_ids=_chosen(request),
        lift_bars=data["lift_bars"],
        by=actor,
        at=clock.now(),
    )


def _chosen(request: HttpRequest) -> list[uuid.UUID]:
    """Return the ticked students; what is no id at all was not ticked on our page."""
    chosen = []
    for text in request.POST.getlist("students")[:MOST_STUDENTS]:
        try:
            chosen.append(uuid.UUID(text))
        except ValueError:
            continue
    return chosen


def _said(added: Added) -> str:
    if not added.students:
        return _("%(person)s is linked or invited already. No e-mail was sent.") % {
            "person": added.contact
        }
    if not added.mailed:
        return _("Added to the invitation that %(person)s has received already.") % {
            "person": added.contact
        }
    return ngettext(
        "%(person)s is invited for one student.",
        "%(person)s is invited for %(count)d students.",
        len(added.students),
    ) % {"person": added.contact, "count": len(added.students)}


def _page(request: HttpRequest, actor: Actor, form: AddFamilyForm) -> HttpResponse:
    if not form.has_error("lift_bars") and not request.POST.get("lift_bars"):
        del form.fields["lift_bars"]
    search = term(request.POST.get("q", ""))
    context = {
        "title": _("Add Family"),
        "lead": _("They get one e-mail. Nothing can be seen until they accept."),
        "form": form,
        "search": search,
        "students": students_to_choose(actor, search, _chosen(request)),
        "back_url": reverse("families:family_tab"),
        "back_text": _("Family"),
        "button": _("Send invitation"),
    }
    return render(request, "families/add_family.html", context)
