"""Pausing the links of a district, school, grade or template, and letting them open again."""

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
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from portfolios import actions
from portfolios.models import SharingPause
from sharing.pausing import reads
from sharing.pausing.form import PauseForm
from sharing.pausing.listing import pause_view
from spacesedu.lib import clock
from spacesedu.lib.filters import chosen_id

EARLIER_SHOWN = 10
CONFIRM, LOOK_AGAIN = "confirm", "edit"


@require_http_methods(["GET", "HEAD", "POST"])
def pauses(request: HttpRequest) -> HttpResponse:
    """Show what is paused. POST shows how many links a pause closes, and confirmed begins it.

    Nobody is asked who they are once more: what must close has to close fast.
    """
    actor = acting(request)
    require(actor, Power.PAUSE_SHARING)
    data = request.POST if request.method == "POST" else None
    form = PauseForm(data, actor=actor)
    if data is None or LOOK_AGAIN in data or not form.is_valid():
        return _listed(request, actor, form)
    wanted = form.wanted(actor.here)
    if CONFIRM not in data:
        if reads.held(actor).like(wanted).exists():
            form.add_error("what", _("It is paused already."))
            return _listed(request, actor, form)
        return _reviewed(request, form, wanted)
    made = actions.pause_sharing(wanted=wanted, by=actor, at=clock.now())
    return redirect(reverse("sharing_district:pauses", query={"paused": made.pk}))


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, pause: uuid.UUID) -> HttpResponseBase:
    """Ask, saying how many links open again; POST ends the pause, from there or from Undo."""
    actor = acting(request)
    require(actor, Power.PAUSE_SHARING)
    found = get_object_or_404(reads.pauses(actor), pk=pause)
    if request.method == "POST":
        return _resumed(request, actor, found.pk)
    if found.ended_at is not None:
        return redirect("sharing_district:pauses")
    count = reads.opens_again(found, clock.now())
    sentence = ngettext("%(count)d link opens again.", "%(count)d links open again.", count)
    context = {
        "title": _("End the pause of %(what)s?") % {"what": found},
        "lead": sentence % {"count": count},
        "button": _("Resume"),
        "icon": "circle-play",
        "back_url": reverse("sharing_district:pauses"),
        "back_text": _("Paused sharing"),
    }
    return render(request, "districts/form.html", context)


@step_up
def _resumed(request: HttpRequest, actor: Actor, pause_id: uuid.UUID) -> HttpResponse:
    """Open the links again, for somebody who has lately shown who they are."""
    ended = actions.resume_sharing(pause_id=pause_id, by=actor, at=clock.now())
    messages.success(request, _("Not paused any more: %(what)s.") % {"what": ended})
    return redirect("sharing_district:pauses")


def _listed(request: HttpRequest, actor: Actor, form: PauseForm) -> HttpResponse:
    just = reads.just_paused(actor, chosen_id(request, "paused"))
    context = {
        "form": form,
        "undo": pause_view(just) if just else None,
        "held": [pause_view(one) for one in reads.held(actor)],
        "earlier": [pause_view(one) for one in reads.earlier(actor)[:EARLIER_SHOWN]],
    }
    return render(request, "sharing/pauses.html", context, status=422 if form.errors else 200)


def _reviewed(request: HttpRequest, form: PauseForm, wanted: SharingPause) -> HttpResponse:
    context = {"form": form, "what": wanted, "count": reads.closes(wanted, clock.now())}
    return render(request, "sharing/pause_review.html", context)
