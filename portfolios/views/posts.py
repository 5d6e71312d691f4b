"""Writing a post: a new one, or another version of one."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actor import Actor
from portfolios import actions, queries
from portfolios.forms.sheet import Sheet
from portfolios.media.receive import received
from portfolios.media.refusal import MediaRefusedError
from portfolios.models import Post
from portfolios.policy import can_write
from portfolios.storage.room import NoRoomError
from portfolios.views.sheet import WITHOUT_SCRIPT, fill_in, form_page, typed
from portfolios.writing.reads import Place
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Add a post."""
    actor = acting(request)
    found = get_object_or_404(queries.openable(actor), pk=portfolio)
    return _write(request, actor, Place(found))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Edit a post, its words and its files."""
    actor = acting(request)
    # What was typed is not lost because somebody deleted the post meanwhile.
    found = queries.post(actor, post, deleted=request.method == "POST")
    if found is None:
        raise Http404
    return _write(request, actor, Place(found.portfolio, found))


def _write(request: HttpRequest, actor: Actor, place: Place) -> HttpResponse:
    if not can_write(actor, place.portfolio):
        raise PermissionDenied
    sheet = fill_in(request, actor, place)
    if request.method != "POST":
        return form_page(request, actor, place, sheet)
    valid = sheet.is_valid()
    for button in WITHOUT_SCRIPT:
        if button in request.POST and "uploads" not in sheet.post.errors:
            return _keep(request, actor, place, sheet, button)
    if not valid:
        return _again(request, actor, place, sheet)
    try:
        post = _save(actor, place, sheet)
    except (MediaRefusedError, NoRoomError) as refused:
        sheet.refuse_files(refused)
        return _again(request, actor, place, sheet)
    except actions.ChangedMeanwhileError as changed:
        return _again(request, actor, place, sheet, changed)
    done = _("Your changes are saved.") if place.post else _("Your post is published.")
    messages.success(request, done)
    return redirect(f"{place.page_url}#post-{post.pk}")


def _keep(
    request: HttpRequest, actor: Actor, place: Place, sheet: Sheet, button: str
) -> HttpResponse:
    """Keep the form as it is, right or wrong, and show it again: with its preview, if asked for."""
    actions.save_draft(
        portfolio_id=place.portfolio.pk,
        post_id=place.post_id,
        words=typed(request),
        by=actor,
        at=clock.now(),
    )
    if not _kept_files(request, actor, place, sheet) and sheet.post.cleaned_data["uploads"]:
        return _again(request, actor, place, sheet)
    return redirect(f"{place.form_url}?preview#preview" if button == "preview" else place.form_url)


def _save(actor: Actor, place: Place, sheet: Sheet) -> Post:
    sent = sheet.post.cleaned_data
    words = sheet.post.words(sheet.links.links())
    changes = sheet.media.changes()
    with received(sent["uploads"], None) as files:
        if place.post is None:
            return actions.add_post(
                portfolio_id=place.portfolio.pk,
                words=words,
                files=files,
                alt=sent["alt"],
                changes=changes,
                sent_as=sent["sent_as"],
                by=actor,
                at=clock.now(),
            )
        return actions.edit_post(
            post_id=place.post.pk,
            words=words,
            files=files,
            alt=sent["alt"],
            changes=changes,
            seen=sent["seen"],
            by=actor,
            at=clock.now(),
        )


def _again(
    request: HttpRequest,
    actor: Actor,
    place: Place,
    sheet: Sheet,
    changed: actions.ChangedMeanwhileError | None = None,
) -> HttpResponse:
    """Show the form as it was sent; where somebody was quicker, the next save overwrites theirs."""
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.UNPROCESSABLE_ENTITY
    if _kept_files(request, actor, place, sheet):
        sheet = fill_in(request, actor, place)
        sheet.is_valid()
    return form_page(request, actor, place, sheet, changed=changed, status=status)


def _kept_files(request: HttpRequest, actor: Actor, place: Place, sheet: Sheet) -> bool:
    """Keep the files that were chosen: a browser does not choose them again by itself."""
    chosen = sheet.post.cleaned_data.get("uploads")
    if not chosen:
        return False
    try:
        with received(chosen, None) as files:
            actions.keep_form(
                portfolio_id=place.portfolio.pk,
                post_id=place.post_id,
                words=typed(request),
                files=files,
                alt=sheet.post.cleaned_data.get("alt", ""),
                by=actor,
                at=clock.now(),
            )
    except (MediaRefusedError, NoRoomError) as refused:
        sheet.refuse_files(refused)
        return False
    return True
