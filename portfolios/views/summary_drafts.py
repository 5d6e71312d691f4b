"""What is kept while somebody writes a Summary Statement: saved as they type, put away."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from districts.acting import acting
from districts.actor import Actor
from portfolios import actions
from portfolios.forms.summary import typed_summary
from portfolios.keeping.days import TooLateError
from portfolios.models import SummaryDraft
from portfolios.policy import can_keep, can_write
from portfolios.queries import kept_for
from portfolios.views.kept import kept_answer, plain_answer
from portfolios.writing.reads import Place
from portfolios.writing.summary import own_summary_draft
from spacesedu.lib import clock


@require_POST
def save(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Keep the form."""
    actor = acting(request)
    found = get_object_or_404(kept_for(actor), pk=portfolio)
    if not can_keep(actor, found):
        raise PermissionDenied
    words, now = typed_summary(request.POST), clock.now()
    try:
        actions.save_summary_draft(portfolio_id=found.pk, words=words, by=actor, at=now)
    except actions.TooLongToKeepError as refused:
        return plain_answer(str(refused), HTTPStatus.UNPROCESSABLE_ENTITY)
    return kept_answer(actor, Place(found))


@require_POST
def discard(request: HttpRequest, summary_draft: uuid.UUID) -> HttpResponse:
    """Start over: put the draft away; the page that follows offers Undo."""
    actor, found = _loaded(request, summary_draft)
    actions.discard_summary_draft(draft_id=found.pk, by=actor, at=clock.now())
    return redirect(f"{_form_url(found)}?discarded={found.pk}")


@require_POST
def reopen(request: HttpRequest, summary_draft: uuid.UUID) -> HttpResponse:
    """Undo that."""
    actor, found = _loaded(request, summary_draft)
    try:
        actions.reopen_summary_draft(draft_id=found.pk, by=actor, at=clock.now())
    except TooLateError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Your draft is back."))
    return redirect(_form_url(found))


def _loaded(request: HttpRequest, draft_id: uuid.UUID) -> tuple[Actor, SummaryDraft]:
    actor = acting(request)
    found = own_summary_draft(actor, draft_id)
    if found is None:
        raise Http404
    if not can_write(actor, found.portfolio):
        raise PermissionDenied
    return actor, found


def _form_url(draft: SummaryDraft) -> str:
    return reverse("portfolios:summary", kwargs={"portfolio": draft.portfolio_id})
