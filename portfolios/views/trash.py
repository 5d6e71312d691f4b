"""Deleting a post, and Recently deleted: what can be brought back."""

import uuid
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from districts.acting import acting
from districts.actor import Actor
from districts.policy import Power, may
from portfolios import actions, queries
from portfolios.keeping import deleted as trash
from portfolios.keeping.days import TooLateError
from portfolios.models import Post
from portfolios.policy import can_write
from portfolios.shelf import page_url, post_url
from portfolios.views.work import after_delete
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Ask, then delete; the page that follows offers Undo."""
    actor = acting(request)
    # Pressed twice, it is deleted once, and Undo is offered all the same.
    found = queries.post(actor, post, deleted=request.method == "POST")
    if found is None:
        raise Http404
    if not can_write(actor, found.portfolio):
        raise PermissionDenied
    if request.method == "POST":
        actions.delete_post(post_id=found.pk, by=actor, at=clock.now())
        return redirect(after_delete(found))
    context = {"post": found, "back_url": page_url(found.portfolio)}
    return render(request, "portfolios/post_delete.html", context)


@require_safe
def deleted(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Show Recently deleted; where the portfolio is archived, without a way back."""
    actor = acting(request)
    found = get_object_or_404(queries.openable(actor), pk=portfolio)
    _may_ever(actor)
    context = {
        "portfolio": found,
        "deleted": trash.deleted(actor, found, clock.now()),
        "can_restore": can_write(actor, found),
        "back_url": page_url(found),
    }
    return render(request, "portfolios/deleted.html", context)


@require_POST
def restore(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Bring a post back, from Undo or from Recently deleted."""
    actor = acting(request)
    found = queries.post(actor, post, deleted=True)
    if found is None:
        raise Http404
    bring_back = partial(actions.restore_post, post_id=found.pk)
    return _restored(request, actor, found, bring_back, _("The post is back."))


@require_POST
def restore_file(request: HttpRequest, attachment: uuid.UUID) -> HttpResponse:
    """Put a file back into its post."""
    actor = acting(request)
    found = trash.removed_file(actor, attachment)
    if found is None or found.post is None:
        raise Http404
    bring_back = partial(actions.restore_file, attachment_id=found.pk)
    said = _("The file is back in its post.")
    return _restored(request, actor, found.post, bring_back, said)


def _restored(
    request: HttpRequest,
    actor: Actor,
    post: Post,
    bring_back: Callable[..., object],
    said: str,
) -> HttpResponse:
    """Bring something back and show where it is; else say in Recently deleted why it stays."""
    _may_ever(actor)
    stays = redirect("portfolios:deleted", portfolio=post.portfolio_id)
    if not can_write(actor, post.portfolio):
        messages.warning(request, _("This portfolio is archived. Nothing can be restored now."))
        return stays
    try:
        bring_back(by=actor, at=clock.now())
    except TooLateError as refused:
        messages.warning(request, str(refused))
        return stays
    messages.success(request, said)
    return redirect(post_url(post.portfolio, post.pk))


def _may_ever(actor: Actor) -> None:
    """Refuse those who write in no portfolio at all."""
    if not may(actor, Power.WRITE_PORTFOLIOS):
        raise PermissionDenied
