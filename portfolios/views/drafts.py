"""What is kept while somebody writes: saved as they type, listed, put away and taken up again."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.acting import acting
from districts.actor import Actor
from portfolios import actions, queries
from portfolios.forms.media import MediaForm
from portfolios.keeping.days import TooLateError
from portfolios.models import Draft
from portfolios.policy import can_keep
from portfolios.views.kept import kept_answer
from portfolios.views.sheet import files_of, typed
from portfolios.writing.origin import sent_form
from portfolios.writing.reads import Place, kept, own_draft
from spacesedu.lib import clock


@require_POST
def save_new(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Keep the form of a new post."""
    return _save(request, *_of_new(request, portfolio))


@require_POST
def save_edit(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Keep the form of an edit."""
    return _save(request, *_of_edit(request, post))


@require_safe
def files_of_new(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """List the files of a new post."""
    return _files(request, *_of_new(request, portfolio))


@require_safe
def files_of_edit(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """List the files of an edit."""
    return _files(request, *_of_edit(request, post))


@require_POST
def discard(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Start over: put the draft away; the page that follows offers Undo."""
    actor, found = _loaded(request, draft)
    actions.discard_draft(draft_id=found.pk, by=actor, at=clock.now())
    return redirect(f"{_place(found).form_url}?discarded={found.pk}")


@require_POST
def reopen(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Undo that."""
    actor, found = _loaded(request, draft)
    try:
        actions.reopen_draft(draft_id=found.pk, by=actor, at=clock.now())
    except TooLateError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Your draft is back."))
    return redirect(_place(found).form_url)


def _save(request: HttpRequest, actor: Actor, place: Place) -> HttpResponse:
    actions.save_draft(
        portfolio_id=place.portfolio.pk,
        post_id=place.post_id,
        words=typed(request),
        by=actor,
        at=clock.now(),
    )
    return kept_answer(actor, place)


def _files(request: HttpRequest, actor: Actor, place: Place) -> HttpResponse:
    form = sent_form(request.GET) if "sent_as" in request.GET else None
    found = kept(actor, place, form=form, at=clock.now())
    media = MediaForm(attachments=found.files, kept=found.words)
    return render(request, "portfolios/_files.html", files_of(place, found, media))


def _of_new(request: HttpRequest, portfolio_id: uuid.UUID) -> tuple[Actor, Place]:
    actor = acting(request)
    portfolio = get_object_or_404(queries.kept_for(actor), pk=portfolio_id)
    if not can_keep(actor, portfolio):
        raise PermissionDenied
    return actor, Place(portfolio)


def _of_edit(request: HttpRequest, post_id: uuid.UUID) -> tuple[Actor, Place]:
    actor = acting(request)
    post = queries.post_kept_for(actor, post_id)
    if post is None:
        raise Http404
    if not can_keep(actor, post.portfolio):
        raise PermissionDenied
    return actor, Place(post.portfolio, post)


def _loaded(request: HttpRequest, draft_id: uuid.UUID) -> tuple[Actor, Draft]:
    actor = acting(request)
    found = own_draft(actor, draft_id)
    if found is None:
        raise Http404
    if not can_keep(actor, found.portfolio):
        raise PermissionDenied
    return actor, found


def _place(draft: Draft) -> Place:
    return Place(draft.portfolio, draft.post)
