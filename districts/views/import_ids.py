"""New ids for old ones: what a held run offers, and a file that says it for a connection."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actor import Actor
from districts.directory import connections_for, runs_for
from districts.imports.new_ids import MappingForm, has_offers, in_words, lookalikes, offers_of
from districts.imports.page import title_of
from districts.models import ImportRun, SisConnection
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.sis import rekey
from districts.sis.answers import AnswerError
from districts.sis.problems import RefusedError
from spacesedu.lib import clock
from spacesedu.lib.numbers import grouped

PAGE = "districts:import_run"


@require_http_methods(["GET", "HEAD", "POST"])
def offered(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Show the pairs a plan offers; POST takes them, and the plan is made anew."""
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    return _offered(request, actor, get_object_or_404(runs_for(actor), id=run_id))


@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, connection: uuid.UUID) -> HttpResponseBase:
    """Ask for a file of old and new ids; POST gives everybody in it their new one."""
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    return _mapping(request, actor, get_object_or_404(connections_for(actor), pk=connection))


@step_up
def _offered(request: HttpRequest, actor: Actor, run: ImportRun) -> HttpResponse:
    if not has_offers(run) and not lookalikes(run):
        messages.info(request, _("This import offers no new ids any more."))
        return redirect(PAGE, run_id=run.pk)
    if request.method == "POST":
        try:
            seen = request.POST.get("seen")
            changed = rekey.accept(run, by=actor, at=clock.now(), seen=seen)
        except (AnswerError, RefusedError) as told:
            messages.warning(request, str(told))
        else:
            messages.success(request, f"{_changed(changed)} {_('The plan is made anew.')}")
        return redirect(PAGE, run_id=run.pk)
    found = offers_of(run)
    rest = found.count - len(found.pairs)
    context = {
        "pairs": found.pairs,
        "count": found.count,
        "more": grouped(rest) if rest else "",
        "seen": found.seen,
        "back_url": reverse(PAGE, kwargs={"run_id": run.pk}),
        "back_text": title_of(run),
    }
    return render(request, "districts/import_ids.html", context)


@step_up
def _mapping(request: HttpRequest, actor: Actor, found: SisConnection) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MappingForm(*sent)
    back = reverse("districts:import_connection", kwargs={"connection": found.pk})
    if form.is_valid():
        try:
            changed = rekey.rekey(found, form.pairs, by=actor, at=clock.now())
        except RefusedError as refused:
            form.add_error("mapping", in_words(refused.problems))
        else:
            messages.success(request, _changed(changed))
            return redirect(back)
    context = {
        "title": _("New ids for old ones"),
        "lead": _(
            "When your school’s system gives everybody a new id, this keeps people who they are. "
            "All of the file is taken, or nothing."
        ),
        "form": form,
        "button": _("Give them their new ids"),
        "icon": "replace",
        "back_url": back,
        "back_text": found.name,
    }
    status = 422 if form.errors else 200
    return render(request, "districts/form.html", context, status=status)


def _changed(number: int) -> str:
    words = ngettext("%(number)s person has a new id.", "%(number)s people have new ids.", number)
    return words % {"number": grouped(number)}
