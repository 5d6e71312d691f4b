"""What a person answers to a run: approve, discard, undo, and a look at its e-mail first."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from districts.acting import acting
from districts.actor import Actor
from districts.directory import runs_for
from districts.imports import sample
from districts.imports.new_ids import has_offers, strangers
from districts.imports.page import title_of
from districts.imports.putting_back import put_back
from districts.imports.waiting import ANSWERABLE, consequences, ends_something, held_rows
from districts.letter import arrival
from districts.models import ImportRun
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.sis import answers
from districts.sis.answers import AnswerError
from spacesedu.lib import clock

PAGE = "districts:import_run"


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Say what a yes would do; POST says it."""
    return _approve(request, *_run(request, run_id))


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Ask whether nothing of it shall be done; POST says so."""
    actor, run = _run(request, run_id)
    if run.state() not in ANSWERABLE:
        return _over(request, run)
    if request.method != "POST":
        return _asked(
            request,
            run,
            title=_("Discard what waits?"),
            lead=_("Nothing of it is carried out. The next package may say the same again."),
            sentences=[],
            button=_("Discard it"),
            icon="ban",
        )
    try:
        answers.discard(run, by=actor, at=clock.now())
    except AnswerError as told:
        messages.warning(request, str(told.sentence))
    else:
        messages.success(request, _("Discarded. What waited was not carried out."))
    return redirect(PAGE, run_id=run.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """Say what an undo puts back; POST begins it."""
    return _undo(request, *_run(request, run_id))


@require_POST
def sample_mail(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Send the invitation this run would send to the person who asks."""
    actor, run = _run(request, run_id)
    address = sample.send_sample(by=actor, at=clock.now()) if sample.is_there() else ""
    if address:
        messages.success(request, _("An example is on its way to %(to)s.") % {"to": address})
    else:
        messages.warning(request, _("There is no address of yours to send an example to."))
    return redirect(PAGE, run_id=run.pk)


@step_up
def _approve(request: HttpRequest, actor: Actor, run: ImportRun) -> HttpResponse:
    if run.state() not in ANSWERABLE:
        return _over(request, run)
    if request.method != "POST":
        said = [*strangers(run), *consequences(run, held_rows(run))]
        return _asked(
            request,
            run,
            title=_("Approve what waits?"),
            lead=_("Look at it once more. This is what would happen:"),
            sentences=said or [_("Nothing that anybody would notice.")],
            button=_("Approve"),
            icon="check",
            danger=ends_something(run, held_rows(run)),
            seen=run.digest,
            instead=reverse("districts:import_ids", kwargs={"run_id": run.pk})
            if has_offers(run)
            else "",
            note=_(
                "It is compared with your records once more. If anything has changed since the "
                "plan was made, the new plan waits for you instead."
            ),
        )
    try:
        seen = request.POST.get("seen")
        going = answers.approve(run, by=actor, at=clock.now(), seen=seen)
    except AnswerError as told:
        messages.warning(request, str(told.sentence))
        return redirect(PAGE, run_id=run.pk)
    return redirect(PAGE, run_id=going.pk)


@step_up
def _undo(request: HttpRequest, actor: Actor, run: ImportRun) -> HttpResponse:
    if request.method != "POST":
        if not answers.may_undo(run):
            messages.warning(request, _("Only the latest import can be undone."))
            return redirect(PAGE, run_id=run.pk)
        return _asked(
            request,
            run,
            title=_("Undo this import?"),
            lead=_("Everything it changed is put back as it was before:"),
            sentences=put_back(run),
            button=_("Undo the import"),
            icon="undo-2",
            danger=True,
            note=_(
                "What somebody has changed since stays as it is, and is listed. Nothing is "
                "deleted. E-mails that were sent cannot be called back, and whoever was invited "
                "is invited once more if the same package comes again."
            ),
        )
    try:
        turning = answers.undo(run, by=actor, at=clock.now())
    except AnswerError as told:
        messages.warning(request, str(told.sentence))
        return redirect(PAGE, run_id=run.pk)
    return redirect(PAGE, run_id=turning.pk)


def _run(request: HttpRequest, run_id: uuid.UUID) -> tuple[Actor, ImportRun]:
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    return actor, get_object_or_404(runs_for(actor), id=run_id)


def _over(request: HttpRequest, run: ImportRun) -> HttpResponse:
    messages.info(request, _("Nothing of this import waits any more."))
    return redirect(PAGE, run_id=run.pk)


def _asked(request: HttpRequest, run: ImportRun, **words: object) -> HttpResponse:
    context = {
        "back_url": reverse(PAGE, kwargs={"run_id": run.pk}),
        "back_text": title_of(run),
        "day": arrival(run, run.district.zone),
        "source": run.connection.name,
        **words,
    }
    return render(request, "districts/import_answer.html", context)
